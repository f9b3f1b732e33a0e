//! The harness: a program in a pseudo-terminal, its keyboard, and what a person would see.

use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// The built program.
pub(crate) const DATELINE: &str = env!("CARGO_BIN_EXE_dateline");

/// How long anything may take before a test fails. Generous: the machine may be busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// What the screen shows when the samples are read and searched.
pub(crate) const SAMPLES_SHOWN: &str = "5 of 5 articles";

/// What to start, and where.
pub(crate) struct Launch {
    command: CommandBuilder,
    size: (u16, u16),
    home: TempDir,
}

impl Launch {
    /// The program itself, on a terminal of 100 columns and 30 rows, in an empty home.
    pub(crate) fn dateline(arguments: &[&str]) -> Self {
        Self::command(DATELINE, arguments)
    }

    /// A script for the shell; `$DATELINE` is the program.
    pub(crate) fn shell(script: &str) -> Self {
        Self::command("/bin/sh", &["-c", script])
    }

    /// Any program.
    pub(crate) fn command(program: &str, arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("PATH", std::env::var("PATH").unwrap());
        command.env("HOME", home.path());
        command.env("TMPDIR", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("DATELINE", DATELINE);
        command.cwd(home.path());
        Self {
            command,
            size: (100, 30),
            home,
        }
    }

    /// With an environment variable.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Without an environment variable.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// On a terminal of this many columns and rows.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// With a file in the folder it starts in.
    pub(crate) fn file(self, name: impl AsRef<Path>, bytes: &[u8]) -> Self {
        let path = self.home.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// In the home that another program leaves behind.
    pub(super) fn in_home(mut self, home: TempDir) -> Self {
        for name in ["HOME", "TMPDIR"] {
            self.command.env(name, home.path());
        }
        self.command.cwd(home.path());
        self.home = home;
        self
    }

    /// Starts it.
    pub(crate) fn start(self) -> Program {
        let (columns, rows) = self.size;
        let pair = native_pty_system()
            .openpty(pty_size(columns, rows))
            .unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        // Nearly no buffer: a test that does not look is a terminal that takes no bytes.
        let (sender, output) = sync_channel(1);
        let reading = std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut piece) {
                if sender.send(piece[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Program {
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            output,
            reading,
            terminal: vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0),
            written: Vec::new(),
            home: self.home,
        }
    }
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// The emulator knows no empty screen.
fn at_least_one(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

/// A running program and the terminal it runs in.
pub(crate) struct Program {
    keyboard: Box<dyn std::io::Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    reading: JoinHandle<()>,
    terminal: vt100::Parser,
    /// Every byte it ever sent to the terminal.
    pub(crate) written: Vec<u8>,
    home: TempDir,
}

impl Program {
    /// Types.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.bytes(keys.as_bytes());
    }

    /// Sends bytes as the terminal would.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// What is on the screen now.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.terminal.screen()
    }

    /// The text on the screen now.
    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    /// Waits until the screen shows `text`.
    pub(crate) fn shows(&mut self, text: &str) {
        self.waits_for(&format!("{text:?} on the screen"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until the screen is as wished.
    pub(crate) fn waits_for(&mut self, what: &str, wished: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wished(self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(why) => panic!("no {what} ({why}); the screen:\n{}", self.text()),
            }
        }
    }

    /// Quits it from the list; nothing may be asked before, and its status is 0.
    pub(crate) fn quits(&mut self) {
        self.keys("q");
        assert_eq!(self.ends().exit_code(), 0, "the screen:\n{}", self.text());
    }

    /// Takes what it writes until it has been silent for `silence`.
    pub(crate) fn settles(&mut self, silence: Duration) {
        let deadline = Instant::now() + PATIENCE;
        while let Ok(bytes) = self.output.recv_timeout(silence) {
            self.take(&bytes);
            assert!(Instant::now() < deadline, "it never falls silent");
        }
    }

    /// Takes what it has written, without waiting for more.
    pub(crate) fn takes_what_is_there(&mut self) {
        while let Ok(bytes) = self.output.try_recv() {
            self.take(&bytes);
        }
    }

    /// How often it wrote these bytes.
    pub(crate) fn count_written(&self, bytes: &[u8]) -> usize {
        let written = self.written.windows(bytes.len());
        written.filter(|written| *written == bytes).count()
    }

    fn take(&mut self, bytes: &[u8]) {
        self.written.extend_from_slice(bytes);
        self.terminal.process(bytes);
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(pty_size(columns, rows)).unwrap();
        let screen = self.terminal.screen_mut();
        screen.set_size(at_least_one(rows), at_least_one(columns));
    }

    /// Writes over what the screen shows, as another program would.
    pub(crate) fn scribble(&mut self) {
        self.settles(Duration::from_millis(50));
        self.terminal
            .process(b"\x1b[2J\x1b[?1049l\x1b[?2004lscribble");
    }

    /// The number of the process that was started.
    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal to the process that was started.
    pub(crate) fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// A file it made, or will make, in its folder.
    pub(crate) fn waits_for_file(&mut self, name: &str) -> String {
        let path = self.home.path().join(name);
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Ok(text) = std::fs::read_to_string(&path)
                && text.ends_with('\n')
            {
                return text;
            }
            assert!(
                Instant::now() < deadline,
                "no {name}; the screen:\n{}",
                self.text()
            );
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.take(&bytes);
            }
        }
    }

    /// The folder it was started in.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// How often its threads gave the processor back of themselves, which is how often they woke
    /// up; where the system tells.
    pub(crate) fn switches(&self) -> Option<Vec<(String, String)>> {
        let process = self.child.process_id()?;
        let mut threads: Vec<_> = std::fs::read_dir(format!("/proc/{process}/task"))
            .ok()?
            .filter_map(|thread| {
                let thread = thread.ok()?;
                let status = std::fs::read_to_string(thread.path().join("status")).ok()?;
                let line = |name: &str| {
                    let line = status.lines().find(|line| line.starts_with(name))?;
                    Some(line.to_owned())
                };
                Some((line("Name")?, line("voluntary_ctxt_switches")?))
            })
            .collect();
        threads.sort();
        Some(threads)
    }

    /// Whether the terminal is in line mode, as a shell wants it.
    pub(crate) fn in_line_mode(&self) -> bool {
        let modes = self.master.get_termios().unwrap();
        let local = format!("{:?}", modes.local_flags);
        local.contains("ICANON") && local.contains("ECHO") && local.contains("ISIG")
    }

    /// Asserts that the terminal is as a shell wants it.
    pub(crate) fn gave_the_terminal_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(
            !screen.inverse() && !screen.bold(),
            "attributes are still on"
        );
        assert!(self.in_line_mode(), "still in raw mode");
    }

    /// Waits for the end.
    pub(crate) fn ends(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap(),
                Err(RecvTimeoutError::Timeout) => {
                    let _gone = self.child.kill();
                    panic!("it does not end; the screen:\n{}", self.text());
                }
            }
        }
    }

    /// The folder it was started in, once it has ended.
    pub(super) fn leaves(mut self) -> TempDir {
        self.ends();
        self.home
    }

    /// Waits for the end without taking a single byte meanwhile.
    pub(crate) fn ends_unread(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        let (_never, silence) = sync_channel::<()>(0);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "it waits for its terminal");
            let _looked = silence.recv_timeout(Duration::from_millis(20));
        }
    }

    /// Takes the terminal away. Returns the folder it was started in, which goes with it.
    pub(crate) fn hang_up(self) -> TempDir {
        let Self {
            mut keyboard,
            master,
            output,
            reading,
            home,
            ..
        } = self;
        // A frame wakes the reader, which then finds that nobody listens, and goes.
        keyboard.write_all(b"\x0c").unwrap();
        drop(output);
        reading.join().unwrap();
        drop(keyboard);
        drop(master);
        home
    }
}

/// Waits until `done`, looking now and then.
pub(crate) fn waits_until(what: &str, longest: Duration, done: impl Fn() -> bool) {
    let deadline = Instant::now() + longest;
    let (_never, silence) = sync_channel::<()>(0);
    while !done() {
        assert!(Instant::now() < deadline, "not within {longest:?}: {what}");
        let _looked = silence.recv_timeout(Duration::from_millis(20));
    }
}
