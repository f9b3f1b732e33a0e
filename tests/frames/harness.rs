//! A person before the screen: keys in, text frame out, without terminal, threads or clock.
//!
//! Articles come through the real reading, searches are answered at once by the real index.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use dateline::action::Key;
use dateline::app::{App, Effect, Message, Start, Studied};
use dateline::article::{Article, ArticleId, Patch};
use dateline::config::Settings;
use dateline::ingest::{self, Event, Input, Options, Report, Study};
use dateline::search::{Hits, Index};
use dateline::store::Batch;
use dateline::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// A person, the interface and the index behind it.
pub(crate) struct Reader {
    pub(crate) app: App,
    pub(crate) index: Index,
    batches: Vec<Arc<Batch>>,
    /// Effects that were not answered here, in order.
    pub(crate) left: Vec<Effect>,
    /// The last question, to be answered again when articles come.
    asked: Option<dateline::search::Request>,
}

impl Reader {
    /// Before the built-in samples, all read.
    pub(crate) fn samples(columns: u16, rows: u16) -> Self {
        Self::samples_with(Settings::default(), columns, rows)
    }

    /// Before the built-in samples, all read, with settings of one's own.
    pub(crate) fn samples_with(settings: Settings, columns: u16, rows: u16) -> Self {
        // Read once: many tests stand before the samples.
        static SAMPLES: OnceLock<(Vec<Article>, Vec<Patch>, Report)> = OnceLock::new();
        let (articles, patches, report) = SAMPLES.get_or_init(|| read(&[Input::Samples])).clone();
        let mut reader = Self::waiting(settings, columns, rows);
        reader.bring(articles);
        reader.tell(Message::Patches(patches.clone()));
        let mut study = Study::new(true);
        study.add(&reader.batches[0]);
        for patch in &patches {
            reader.index.patch(patch);
            study.patch(patch);
        }
        reader.tell(Message::Loaded(Arc::new(report)));
        reader.look_through(&study);
        reader.ask_again();
        reader
    }

    /// Before a screen on which nothing has arrived yet; nothing was said in earlier runs.
    pub(crate) fn waiting(settings: Settings, columns: u16, rows: u16) -> Self {
        let mut reader = Self::starting(settings, columns, rows);
        reader.tell(Message::History {
            done: Vec::new(),
            undone: Vec::new(),
        });
        reader
    }

    /// The same before it is known what was said in earlier runs.
    pub(crate) fn starting(settings: Settings, columns: u16, rows: u16) -> Self {
        let start = Start {
            collection: "built-in samples".to_owned(),
            samples: true,
            query: String::new(),
            today: NaiveDate::from_ymd_opt(2026, 1, 15).unwrap(),
            size: (columns, rows),
        };
        let mut reader = Self {
            index: Index::in_zone(settings.zone),
            app: App::new(settings, start),
            batches: Vec::new(),
            left: Vec::new(),
            asked: None,
        };
        reader.tell(Message::Resize { columns, rows });
        reader
    }

    /// More articles arrive; the last question is answered again.
    pub(crate) fn bring(&mut self, articles: Vec<Article>) {
        let first: usize = self.batches.iter().map(|batch| batch.len()).sum();
        let first = ArticleId(u32::try_from(first).unwrap());
        let batch = Arc::new(Batch::build(first, articles));
        self.index.append(&batch);
        self.batches.push(Arc::clone(&batch));
        self.tell(Message::Batch(batch));
        self.ask_again();
    }

    /// What is found out in the background arrives.
    fn look_through(&mut self, study: &Study) {
        let (mut all, of) = (Vec::new(), study.len());
        study.run(&AtomicBool::new(false), &mut |findings| all.push(findings));
        let mut done = 0;
        for findings in all {
            done += findings.len();
            let findings = Arc::new(findings);
            self.index.learn(&findings);
            self.tell(Message::Findings(findings, Studied { done, of }));
        }
    }

    /// The collection is read anew: an empty index, then the same articles again.
    pub(crate) fn read_again(&mut self, articles: Vec<Article>) {
        self.index = Index::in_zone(self.app.scene.settings.zone);
        self.batches.clear();
        self.tell(Message::Restarted);
        self.bring(articles);
    }

    /// A message arrives; what it asks of the index is answered at once.
    pub(crate) fn tell(&mut self, message: Message) {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in self.app.update(message) {
                match effect {
                    Effect::Search(request) => {
                        messages.extend(answers(&mut self.index, &request));
                        self.asked = Some(request);
                    }
                    Effect::Mark(id, mark) => self.index.mark(id, &mark),
                    Effect::LetGo(_) => {}
                    other => self.left.push(other),
                }
            }
        }
    }

    /// The index answers the last question again.
    pub(crate) fn ask_again(&mut self) {
        if let Some(request) = self.asked.clone() {
            for message in answers(&mut self.index, &request) {
                self.tell(message);
            }
        }
    }

    /// Presses keys, written as in the settings with blanks between: `j j Enter C-d`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap_or_else(|_| panic!("no key: {key}"));
            self.tell(Message::Key(key));
        }
        self
    }

    /// Types a text, blanks included.
    pub(crate) fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let name = if c == ' ' {
                "Space".to_owned()
            } else {
                c.to_string()
            };
            self.press(&name);
        }
        self
    }

    /// The terminal gets another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.tell(Message::Resize { columns, rows });
        self
    }

    /// The frame as cells.
    pub(crate) fn cells(&self) -> (Buffer, Option<(u16, u16)>) {
        let screen = &self.app.scene.screen;
        let backend = TestBackend::new(screen.columns, screen.rows);
        let mut terminal = Terminal::new(backend).unwrap();
        let frame = terminal.draw(|frame| ui::draw(frame, &self.app)).unwrap();
        let cells = frame.buffer.clone();
        let backend = terminal.backend();
        let cursor = backend.cursor_visible().then(|| backend.cursor_position());
        (cells, cursor.map(|at| (at.x, at.y)))
    }

    /// The frame as text, a line each row, blanks at the ends left out.
    pub(crate) fn frame(&self) -> String {
        let (cells, _) = self.cells();
        let rows = cells.area.height;
        let lines: Vec<String> = (0..rows).map(|y| line(&cells, y)).collect();
        lines.join("\n")
    }

    /// The text under the cursor's row.
    pub(crate) fn cursor_line(&self) -> String {
        let (cells, cursor) = self.cells();
        cursor.map_or_else(String::new, |(_, y)| line(&cells, y))
    }

    /// Ordinals of the articles in the list, in its order.
    pub(crate) fn listed(&self) -> Vec<u32> {
        self.app.scene.rows().iter().map(|id| id.0).collect()
    }

    /// Ordinal of the selected article.
    pub(crate) fn selected(&self) -> Option<u32> {
        self.app.scene.selected.map(|id| id.0)
    }

    /// The status line.
    pub(crate) fn status(&self) -> String {
        dateline::app::status::sentence(&self.app)
    }
}

fn line(cells: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut skip = 0;
    for x in 0..cells.area.width {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let symbol = cells[(x, y)].symbol();
        skip = dateline::text::width(symbol).saturating_sub(1);
        text.push_str(symbol);
    }
    text.trim_end().to_owned()
}

fn answers(index: &mut Index, request: &dateline::search::Request) -> Vec<Message> {
    let mut hits: Vec<Message> = Vec::new();
    let mut publish = |answer: Hits| hits.push(Message::Hits(Arc::new(answer)));
    index.search(request, &|| false, &mut publish);
    hits.reverse();
    hits
}

/// Reads inputs as the program does.
pub(crate) fn read(inputs: &[Input]) -> (Vec<Article>, Vec<Patch>, Report) {
    let (mut articles, mut patches) = (Vec::new(), Vec::new());
    let stop = AtomicBool::new(false);
    let report = ingest::read(
        inputs,
        &Options::default(),
        &stop,
        &mut |event| match event {
            Event::Articles(more) => articles.extend(more),
            Event::Patches(more) => patches.extend(more),
            Event::Progress(_) => {}
        },
    );
    (articles, patches, report)
}
