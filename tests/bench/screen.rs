//! Key to frame: what the event loop does between a key and the bytes for the terminal, into a
//! sink; and a frame beside a bare one of the same size.

use std::io::{Sink, sink};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::NaiveDate;
use dateline::action::Key;
use dateline::app::{App, Effect, Message, Start, Studied};
use dateline::config::Settings;
use dateline::ingest::Study;
use dateline::runtime::clock;
use dateline::search::Index;
use dateline::store::Batch;
use dateline::ui;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::{Block, List, Paragraph, Sparkline, Wrap};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::measure::{Times, say, setting};
use super::{collection, corpus};

const SIZE: (u16, u16) = (200, 60);

/// Prints the table.
pub(super) fn table() {
    say("\nkey to frame, 200x60, ms; a letter is two frames: its own and that of its answer");
    say(
        "| rows | letters, in the loop: median | p99 | with the search: median | p99 | worst \
         | moves: median | p99 | frame | bare frame | frame / bare |",
    );
    say("|---|---|---|---|---|---|---|---|---|---|---|");
    let large = setting("DATELINE_BENCH_HEADLINES", 1_000_000);
    let (mut floods, mut stages) = (Vec::new(), Vec::new());
    for rows in [10_000, large] {
        let batches = collection::headlines(rows);
        let mut screen = Screen::new(&batches);
        let mut letters = Letters::default();
        letters.type_all(&mut screen, rows);
        let mut moves = Times::default();
        for _ in 0..40 {
            for key in ["j", "PgDn", "G", "g", "k"] {
                moves.of(|| screen.press(key));
            }
        }
        let (mut frame, mut bare) = (Times::default(), Times::default());
        for number in 0..400 {
            // Every row changes.
            screen.update_only(if number % 2 == 0 { "PgDn" } else { "PgUp" });
            frame.of(|| screen.draw());
            bare.of(|| screen.draw_bare(number));
        }
        say(&format!(
            "| {rows} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.3} | {:.3} \
             | {:.2} |",
            letters.in_loop.median(),
            letters.in_loop.p99(),
            letters.whole.median(),
            letters.whole.p99(),
            letters.whole.longest(),
            moves.median(),
            moves.p99(),
            frame.median(),
            bare.median(),
            frame.median() / bare.median(),
        ));
        floods.push((rows, flood(&mut screen)));
        stages.push((rows, letters.stages));
    }
    say_stages(stages);
    say("\na flood of 100,000 keys, taken as they come and drawn every 16 ms");
    say("| rows | keys a second | frames | longest wait between two frames, ms |");
    say("|---|---|---|---|");
    for (rows, flood) in floods {
        say(&format!("| {rows} | {flood} |"));
    }
}

/// Prints where the time of letters goes.
fn say_stages(stages: Vec<(usize, [Times; 4])>) {
    say("\nwhere a letter's time in the loop goes, ms: median and p99");
    say("| rows | key taken in | | its frame | | answer taken in | | its frame | |");
    say("|---|---|---|---|---|---|---|---|---|");
    for (rows, stages) in stages {
        let stages = stages.map(|times| format!("{:.3} | {:.3}", times.median(), times.p99()));
        say(&format!("| {rows} | {} |", stages.join(" | ")));
    }
}

/// What letters took.
#[derive(Debug, Default)]
struct Letters {
    in_loop: Times,
    whole: Times,
    /// See [`Spent::stages`].
    stages: [Times; 4],
}

impl Letters {
    /// Types every line of the bench, letter by letter.
    fn type_all(&mut self, screen: &mut Screen, rows: usize) {
        for line in corpus::lines(rows) {
            screen.press("/");
            for letter in line.chars() {
                let name = match letter {
                    ' ' => "Space".to_owned(),
                    other => other.to_string(),
                };
                let spent = screen.press(&name);
                self.in_loop.note(spent.in_loop);
                self.whole.note(spent.in_loop + spent.searching);
                for (times, stage) in self.stages.iter_mut().zip(spent.stages) {
                    times.note(stage);
                }
            }
            screen.press("C-u");
            screen.press("Enter");
        }
    }
}

/// What the loop makes of keys that wait for it: it takes them until a frame is due.
fn flood(screen: &mut Screen) -> String {
    const KEYS: u32 = 100_000;
    const FRAME: Duration = Duration::from_millis(16);
    let mut frames = Times::default();
    let began = clock::now();
    let mut drawn = began;
    for number in 0..KEYS {
        screen.update_only(if number / 200 % 2 == 0 { "j" } else { "k" });
        if clock::now() - drawn >= FRAME {
            screen.draw();
            frames.note(clock::now() - drawn);
            drawn = clock::now();
        }
    }
    let seconds = (clock::now() - began).as_secs_f64();
    format!(
        "{:.0} | {} | {:.1}",
        f64::from(KEYS) / seconds,
        frames.count(),
        frames.longest()
    )
}

/// What a key took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spent {
    /// By the loop, which the next key waits for: updating and drawing.
    in_loop: Duration,
    /// By the index, beside the loop.
    searching: Duration,
    /// Of the time in the loop: taking in the key, drawing, taking in its answer, drawing.
    stages: [Duration; 4],
}

/// The application before a sink, with the index behind it.
pub(super) struct Screen {
    app: App,
    index: Index,
    painter: Terminal<CrosstermBackend<Sink>>,
    bare: Terminal<CrosstermBackend<Sink>>,
}

impl Screen {
    pub(super) fn new(batches: &[Arc<Batch>]) -> Self {
        let start = Start {
            collection: "made up".to_owned(),
            samples: false,
            query: String::new(),
            today: NaiveDate::default(),
            size: SIZE,
        };
        let mut screen = Self {
            app: App::new(Settings::default(), start),
            index: Index::new(),
            painter: painter(),
            bare: painter(),
        };
        for batch in batches {
            screen.index.append(batch);
            screen.tell(Message::Batch(Arc::clone(batch)));
        }
        screen.find_out(batches);
        // The first answer puts the articles in order, as answers do while they come in.
        for key in ["C-l", "/", "x", "C-u", "Enter"] {
            screen.press(key);
        }
        screen
    }

    /// What is found out about the articles once they stand in the list.
    fn find_out(&mut self, batches: &[Arc<Batch>]) {
        let mut study = Study::new(true);
        for batch in batches {
            study.add(batch);
        }
        let (mut done, of) = (0, study.len());
        study.run(&AtomicBool::new(false), &mut |findings| {
            let findings = Arc::new(findings);
            done += findings.len();
            self.index.learn(&findings);
            self.tell(Message::Findings(findings, Studied { done, of }));
        });
    }

    /// Presses a key, draws, and draws again what its answer changes.
    pub(super) fn press(&mut self, key: &str) -> Spent {
        let mut spent = Spent::default();
        let Ok(key) = key.parse::<Key>() else {
            return spent;
        };
        let mut message = Some(Message::Key(key));
        let mut stages = spent.stages.iter_mut();
        while let Some(now) = message.take() {
            let began = clock::now();
            let effects = self.app.update(now);
            let taken_in = clock::now();
            self.draw();
            let drawn = clock::now();
            spent.in_loop += drawn - began;
            for (stage, time) in stages
                .by_ref()
                .take(2)
                .zip([taken_in - began, drawn - taken_in])
            {
                *stage = time;
            }
            let began = clock::now();
            message = self.answer(effects);
            spent.searching += clock::now() - began;
        }
        spent
    }

    fn update_only(&mut self, key: &str) {
        if let Ok(key) = key.parse::<Key>() {
            self.tell(Message::Key(key));
        }
    }

    fn tell(&mut self, message: Message) {
        let mut message = Some(message);
        while let Some(now) = message.take() {
            let effects = self.app.update(now);
            message = self.answer(effects);
        }
    }

    /// The whole answer to what was asked, if anything was.
    fn answer(&mut self, effects: Vec<Effect>) -> Option<Message> {
        let mut answer = None;
        for effect in effects {
            if let Effect::Search(request) = effect {
                self.index.search(&request, &|| false, &mut |hits| {
                    answer = Some(Message::Hits(Arc::new(hits)));
                });
            }
        }
        answer
    }

    fn draw(&mut self) {
        let app = &self.app;
        // A sink takes everything.
        let _drawn = self.painter.draw(|frame| ui::draw(frame, app));
    }

    /// What a frame of this size costs at least: two texts, a list and bars, all of them new.
    fn draw_bare(&mut self, number: u32) {
        let _drawn = self.bare.draw(|frame| bare(frame, number));
    }
}

fn painter() -> Terminal<CrosstermBackend<Sink>> {
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let options = TerminalOptions {
        viewport: Viewport::Fixed(area),
    };
    let backend = CrosstermBackend::new(sink());
    Terminal::with_options(backend, options).expect("a sink is always ready")
}

fn bare(frame: &mut Frame<'_>, number: u32) {
    let rows = Layout::vertical([Constraint::Fill(1), Constraint::Length(10)]);
    let [top, bottom] = rows.areas(frame.area());
    let panes = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]);
    let [left, right] = panes.areas(top);
    let lines = (0..48).map(|row| {
        format!(
            "{} 2018-01-05 some source: a headline {}",
            row,
            row + number
        )
    });
    frame.render_widget(
        List::new(lines).block(Block::bordered().title("list")),
        left,
    );
    let text =
        format!("{number} words of a text that is wrapped at the edge of its pane ").repeat(60);
    let article = Paragraph::new(text).wrap(Wrap { trim: true });
    frame.render_widget(article.block(Block::bordered().title("article")), right);
    let bars: Vec<u64> = (0..200)
        .map(|bar| u64::from((bar * 7 + number) % 50))
        .collect();
    let timeline = Sparkline::default().data(&bars);
    frame.render_widget(timeline.block(Block::bordered().title("timeline")), bottom);
}
