//! The loop: it sleeps until something arrives, takes everything that waits, updates the
//! application, carries out what that asks for, and draws once.
//!
//! Promises: at most one frame per [`FRAME`], drawn after everything that waited was taken, so
//! that a slow terminal loses frames and never keys; nothing in here blocks but the wait itself and
//! the terminal; while nothing happens nothing runs.

mod away;
mod keeping;
mod lending;
mod reading;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use ratatui::Terminal as Painter;

use super::Pile;
use super::decoder::Typed;
use super::editor::Editor;
use super::incoming::{Ending, Incoming};
use super::keeper;
use super::loader::{Past, Reading, Reins};
use super::remembering::Remembering;
use super::screen::{Colour, Screen};
use super::searcher::{Ask, Change, Handle};
use super::terminal::{Extent, Terminal};
use super::{clipboard, clock, exporter, fault, filters, threads};
use crate::app::{App, Effect, Message};
use crate::ui;
use reading::Load;

/// Shortest time between two frames.
const FRAME: Duration = Duration::from_millis(16);

/// How long a frame waits for the answer to a question asked since the last one, so that list,
/// article and timeline change together: small piles are answered within it.
const ANSWER: Duration = Duration::from_millis(4);

/// The loop's state: the application, and its ties to the world.
pub(crate) struct EventLoop {
    app: App,
    painter: Painter<Screen>,
    terminal: Arc<Terminal>,
    inbox: Receiver<Incoming>,
    outbox: Sender<Incoming>,
    searcher: Handle,
    remembering: Remembering,
    /// The writer of saved filters, once one is saved.
    filters: Option<filters::Writer>,
    reading: Reading,
    load: Load,
    frames: Frames,
    extent: Option<Extent>,
    today: NaiveDate,
    ending: Option<Stop>,
    /// The editor that has the terminal now.
    editor: Option<Editor>,
}

/// Whether and when to draw.
#[derive(Debug, Default)]
struct Frames {
    last: Option<Instant>,
    /// Something may look different since.
    due: bool,
    /// The terminal may show anything: every cell is to be drawn.
    whole: bool,
    /// An answer is on its way, and worth waiting for until then.
    awaited: Option<Instant>,
}

/// Why the loop stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The person asked.
    Quit,
    /// Something else ended it.
    Ended(Ending),
}

impl EventLoop {
    /// Ties an application to a terminal that has been taken over.
    ///
    /// # Errors
    /// When the system gives no thread, or the terminal has gone.
    pub(crate) fn new(
        app: App,
        terminal: &Arc<Terminal>,
        pile: Pile,
        (outbox, inbox): (Sender<Incoming>, Receiver<Incoming>),
    ) -> io::Result<Self> {
        let Pile {
            inputs,
            options,
            follows,
            place,
        } = pile;
        let reading = Reading {
            inputs,
            options,
            follows,
        };
        let keeper = threads::keep(place, &outbox)?;
        let searcher = threads::search(&outbox, app.scene.settings.zone)?;
        let colour = if app.scene.settings.colour {
            Colour::On
        } else {
            Colour::Off
        };
        let load = Load {
            number: 0,
            reins: Arc::new(Reins::new(searcher.reading())),
            report: None,
        };
        let painter = Painter::new(Screen::new(terminal, colour))?;
        Ok(Self {
            app,
            painter,
            terminal: Arc::clone(terminal),
            inbox,
            outbox,
            searcher,
            remembering: Remembering::new(keeper),
            filters: None,
            reading,
            load,
            frames: Frames::default(),
            extent: None,
            today: clock::today(),
            ending: None,
            editor: None,
        })
    }

    /// Runs until something ends it.
    pub(crate) fn run(&mut self) -> Stop {
        self.start_reading(Past::default());
        self.look_at_size();
        loop {
            if let Some(stop) = self.ending {
                if let Some(editor) = self.editor.take() {
                    editor.leave();
                }
                // Whichever way it ends, a note that is being typed is kept.
                self.remembering.flush(&self.app);
                return stop;
            }
            if self.draw_when_due().is_err() {
                return Stop::Ended(Ending::Gone);
            }
            self.take_what_waits();
            self.look_at_clock();
        }
    }

    /// Waits for the first thing to happen or the next time to act, then takes everything that
    /// is there, for at most the time of a frame.
    fn take_what_waits(&mut self) {
        let Some(first) = self.wait() else {
            return;
        };
        let began = clock::now();
        let mut next = Some(first);
        let mut resized = false;
        while let Some(incoming) = next {
            match incoming {
                Incoming::Resized => resized = true,
                other => self.handle(other),
            }
            if self.ending.is_some() || clock::now() - began >= FRAME {
                break;
            }
            next = self.inbox.try_recv().ok();
        }
        if resized {
            self.look_at_size();
        }
    }

    fn wait(&mut self) -> Option<Incoming> {
        let now = clock::now();
        let draws = self.frames.due && self.editor.is_none();
        let frame = draws.then(|| self.frames.earliest(now));
        let next = [frame, self.remembering.deadline()]
            .into_iter()
            .flatten()
            .min();
        let received = match next {
            None => self.inbox.recv().map_err(RecvTimeoutError::from),
            Some(at) => self.inbox.recv_timeout(at.saturating_duration_since(now)),
        };
        match received {
            Ok(incoming) => Some(incoming),
            Err(RecvTimeoutError::Timeout) => {
                let now = clock::now();
                if let Some(message) = self.remembering.look(&self.app, now) {
                    self.update(message);
                }
                None
            }
            // Cannot be: this end keeps a sender.
            Err(RecvTimeoutError::Disconnected) => {
                self.ending = Some(Stop::Ended(Ending::Gone));
                None
            }
        }
    }

    fn handle(&mut self, incoming: Incoming) {
        match incoming {
            // Typed ahead for the editor, which did not get it.
            Incoming::Typed(_) if self.editor.is_some() => {}
            Incoming::Typed(Typed::Key(key)) => {
                fault::trip("ui");
                self.remembering.touched(clock::now());
                self.frames.due = true;
                for effect in self.app.update_ahead(Message::Key(key)) {
                    self.carry_out(effect);
                }
            }
            Incoming::Typed(Typed::Paste(text)) => self.update(Message::Paste(text)),
            Incoming::Resized => self.look_at_size(),
            Incoming::StopAsked => self.suspend(),
            Incoming::Continued => self.resume(),
            Incoming::End(ending) => self.ending = Some(Stop::Ended(ending)),
            Incoming::Read { load, what } if load == self.load.number => self.loaded(what),
            Incoming::Found { load, hits } if load == self.load.number => {
                self.frames.awaited = None;
                self.update(Message::Hits(hits));
            }
            Incoming::Words { load, words } => {
                self.remembering.ask(keeper::Ask::Words { load, words });
            }
            Incoming::Keeper { load, what } => self.remembered(load, what),
            // What an earlier reading still had to say.
            Incoming::Read { .. } | Incoming::Found { .. } => {}
            Incoming::EditorEnded(status) => self.editor_ended(status),
            Incoming::Told(words) => self.update(Message::Told(words)),
            Incoming::Printed(said, printed) => self.update(Message::Printed(said, printed)),
            Incoming::Trouble(what) => self.update(Message::Trouble(what)),
        }
    }

    fn update(&mut self, message: Message) {
        self.frames.due = true;
        for effect in self.app.update(message) {
            self.carry_out(effect);
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Search(request) => {
                self.searcher.ask(Ask::Search(request));
                let until = clock::now() + ANSWER;
                self.frames.awaited.get_or_insert(until);
            }
            Effect::LetGo(gone) => self.searcher.ask(Ask::LetGo(gone)),
            Effect::Mark(id, mark) => self.searcher.ask(Ask::Change(Change::Mark(id, mark))),
            Effect::Keep(steps) => self.remembering.keep(steps, clock::now()),
            Effect::Draft(id, note) => self.remembering.draft(id, note, clock::now()),
            Effect::Edit(text) => self.open_editor(&text),
            Effect::SaveFilter { path, name, line } => {
                let change = filters::Change { path, name, line };
                filters::ask(&mut self.filters, change, &self.outbox);
            }
            Effect::Reload => self.reload(),
            Effect::StopLoading => self.load.reins.stop(),
            Effect::Copy(name, text) => {
                let term = std::env::var_os("TERM");
                let device = self.terminal.device();
                let said = clipboard::copy(device, term.as_deref(), &name, &text);
                self.update(Message::Told(said));
            }
            Effect::OpenLink(address) => self.open_link(&address),
            Effect::Pipe(command, text) => self.pipe(command, text),
            Effect::Export(order, to) => {
                if let Err(error) = exporter::save_aside(order, to, &self.outbox) {
                    self.update(Message::Told(format!("nothing is written: {error}")));
                }
            }
            Effect::Redraw => self.draw_all_again(),
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.quit(),
            Effect::Restore => {
                self.remembering.ask(keeper::Ask::Restore);
            }
            Effect::Abandon => self.ending = Some(Stop::Quit),
        }
    }

    fn look_at_clock(&mut self) {
        let today = clock::today();
        if std::mem::replace(&mut self.today, today) != today {
            self.update(Message::Today(today));
        }
    }

    /// Tells the application and the painter the size of the terminal, if it is another.
    fn look_at_size(&mut self) {
        let extent = self.terminal.device().extent();
        if self.extent == Some(extent) {
            return;
        }
        self.extent = Some(extent);
        self.painter.backend_mut().set_extent(extent);
        let Extent { columns, rows } = extent;
        self.update(Message::Resize { columns, rows });
    }

    /// The next frame shows every cell, whatever the terminal shows now.
    fn draw_all_again(&mut self) {
        self.frames.due = true;
        self.frames.whole = true;
    }

    /// Draws if there is anything new and the last frame is old enough.
    fn draw_when_due(&mut self) -> io::Result<()> {
        let now = clock::now();
        if !self.frames.due || self.editor.is_some() || self.frames.earliest(now) > now {
            return Ok(());
        }
        self.frames.due = false;
        self.frames.awaited = None;
        if std::mem::take(&mut self.frames.whole) {
            self.painter.clear()?;
        }
        self.app.catch_up();
        let app = &self.app;
        self.painter.draw(|frame| ui::draw(frame, app))?;
        self.frames.last = Some(clock::now());
        Ok(())
    }
}

impl Frames {
    /// The earliest time for the next frame.
    fn earliest(&self, now: Instant) -> Instant {
        let paced = self.last.map_or(now, |last| last + FRAME);
        self.awaited.map_or(paced, |awaited| awaited.max(paced))
    }
}
