use proptest::prelude::*;

use super::*;
use crate::article::{Article, DateKind};

const ITEMS: usize = 5;

fn page(text: &str) -> Page {
    Page {
        path: Arc::from("a.xml"),
        text: text.to_owned(),
        bytes: text.len() as u64,
        map: FieldMap::default(),
    }
}

fn articles(text: &str) -> Vec<Article> {
    Feeds.read(page(text)).articles
}

fn good() -> String {
    let items: Vec<String> = (1..=ITEMS)
        .map(|n| {
            format!(
                "<item><title>Title {n} &amp; more</title><link>https://x.example/{n}?a=1&amp;b=2</link>\
                 <pubDate>Fri, 0{n} Jan 2018 10:14:55 +0000</pubDate><dc:creator>Jane Doe</dc:creator>\
                 <description><![CDATA[<p>One {n}.</p><p>Two &eacute;</p>]]></description></item>\n"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>\
         <title>Example Times</title><language>en-gb</language><image><title>Logo</title></image>\n{}\
         </channel></rss>",
        items.concat()
    )
}

#[test]
fn items_are_articles() {
    let got = articles(&good());
    assert_eq!(got.len(), ITEMS);
    let first = &got[0];
    assert_eq!(first.headline.as_deref(), Some("Title 1 & more"));
    assert_eq!(first.url.as_deref(), Some("https://x.example/1?a=1&b=2"));
    assert_eq!(first.source.as_deref(), Some("Example Times"));
    assert_eq!(first.authors, ["Jane Doe"]);
    assert_eq!(first.language.as_deref(), Some("en-GB"));
    assert_eq!(first.body[1].of(&first.text), "Two é");
    let date = first.published.value.unwrap();
    assert_eq!(date.to_string(), "2018-01-01T10:14:55Z");
    let (start, end) = got[1].origin.bytes;
    let range = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
    assert!(
        good()
            .get(range)
            .unwrap()
            .starts_with("<item><title>Title 2")
    );
}

#[test]
fn damage_costs_the_items_it_touches_and_no_other() {
    let feed = good();
    let once = |from: &str, to: &str| feed.replacen(from, to, 1);
    let half = feed.len() / 2;
    let cases = [
        ("loose ampersands", feed.replace("&amp;", "&"), 0),
        ("unknown entity", feed.replace("&amp;", "&unknown;"), 0),
        (
            "control bytes",
            feed.replace("Title", "Ti\u{1}tle\u{1b}[2J"),
            0,
        ),
        ("cut off", feed.get(..half).unwrap().to_owned(), 3),
        ("no end of item", once("</item>", ""), 1),
        ("no end of title", once("</title><link>", "<link>"), 1),
        ("no end of section", once("]]>", ""), 1),
        ("no start of section", once("<![CDATA[", ""), 1),
        ("open quote", once("<item>", "<item a=\"b>"), 1),
        ("loose bracket", once("One 1", "One < 1 > x"), 1),
        ("open comment", once("One 1", "<!-- One 1"), 1),
        ("wrong end", once("</pubDate>", "</pubdat>"), 1),
        ("text before", format!("<!-- saved -->\n{feed}"), 0),
        (
            "no declaration",
            feed.replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", ""),
            0,
        ),
    ];
    for (name, damaged, touched) in cases {
        assert!(Feeds.claims("", &damaged, &FieldMap::default()), "{name}");
        let got = articles(&damaged);
        let whole = |article: &&Article| {
            let headline = article.headline.as_deref().unwrap_or_default();
            headline.starts_with("Title") && article.url.is_some() && article.body.len() == 2
        };
        let kept = got.iter().filter(whole).count();
        assert!(kept + touched >= ITEMS, "{name}: {kept} kept of {ITEMS}");
        for article in &got {
            assert!(
                !article
                    .headline
                    .as_deref()
                    .unwrap_or_default()
                    .contains('\u{1b}')
            );
        }
    }
}

#[test]
fn what_comes_with_an_item_is_kept_beside_it() {
    let got = articles(
        "<rss><channel><item><title>Storm</title><category>Harbours</category>\
         <description>Shut, in short.</description>\
         <content:encoded><![CDATA[<p>The port is shut.</p><p>Ships wait.</p>]]></content:encoded>\
         <link>HTTP://x.example/1</link><enclosure url='http://x.example/a.mp3'/></item>\
         <item><title>Ferries</title><description>Back.</description>\
         <dc:subject>Harbours</dc:subject></item></channel></rss>",
    );
    let texts = |article: &Article, spans: &[crate::article::Span]| -> Vec<String> {
        spans
            .iter()
            .map(|span| span.of(&article.text).to_owned())
            .collect()
    };
    let [storm, ferries] = got.as_slice() else {
        panic!("{got:?}");
    };
    assert_eq!(storm.url.as_deref(), Some("HTTP://x.example/1"));
    assert_eq!(
        texts(storm, &storm.body),
        ["The port is shut.", "Ships wait."]
    );
    assert_eq!(
        texts(storm, &storm.boilerplate),
        ["Shut, in short.", "Harbours", "http://x.example/a.mp3"]
    );
    assert_eq!(texts(ferries, &ferries.body), ["Back."]);
    assert_eq!(texts(ferries, &ferries.boilerplate), ["Harbours"]);
}

#[test]
fn an_item_that_is_cut_off_is_told() {
    let feed = good();
    let at = feed.rfind("<description>").unwrap();
    let read = Feeds.read(page(feed.get(..at).unwrap()));
    assert_eq!(read.articles.len(), ITEMS - 1);
    assert_eq!(read.faults[0].message, "item 5: cut off before its end");
}

#[test]
fn atom_says_the_same_in_other_words() {
    let got = articles(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://x.example/a/'><title>T</title>\
         <entry><title type='html'>A &lt;b&gt;B&lt;/b&gt;</title><link rel='self' href='no'/>\
         <link href='../c'/><updated>2018-01-05T10:00:00Z</updated><author><name>A B</name></author>\
         <content type='xhtml'><div><p>One</p><p>Two</p></div></content></entry></feed>",
    );
    let first = &got[0];
    assert_eq!(first.origin.format, Format::Atom);
    assert_eq!(first.headline.as_deref(), Some("A B"));
    assert_eq!(first.url.as_deref(), Some("https://x.example/c"));
    assert_eq!(first.authors, ["A B"]);
    assert_eq!(first.body.len(), 2);
    assert_eq!(first.published.kind, DateKind::Inferred);
    assert!(first.published.evidence.starts_with("only the last change"));
}

#[test]
fn entities_that_are_declared_stay_unexpanded() {
    let got = articles(
        "<!DOCTYPE rss [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">\
         <!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
         <rss><channel><item><title>x &b; &f;</title></item></channel></rss>",
    );
    assert_eq!(got[0].headline.as_deref(), Some("x &b; &f;"));
}

#[test]
fn depth_costs_nothing() {
    let deep = format!("<rss><item><title>x</title>{}", "<a>".repeat(300_000));
    let read = Feeds.read(page(&format!("{deep}</item></rss>")));
    assert_eq!(read.articles[0].headline.as_deref(), Some("x"));
}

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(
        at in 0_usize..1000,
        junk in "[<>&;/!\\[\\]a-e\"'=é \\-]{0,40}",
    ) {
        let mut feed = good();
        let mut at = at.min(feed.len());
        while !feed.is_char_boundary(at) {
            at -= 1;
        }
        feed.insert_str(at, &junk);
        let _records = Feeds.read(page(&feed));
        let _junk = Feeds.read(page(&junk));
    }
}

/// One item of a feed, in the words of a test.
fn item(inner: &str) -> Article {
    let feed = "xmlns:m=\"http://search.yahoo.com/mrss/\" xmlns:d='http://purl.org/dc/elements/1.1/' \
                xmlns:z=\"http://purl.org/rss/1.0/modules/content/\"";
    let text = format!(
        "<rss version=\"2.0\" {feed}><channel><title>C</title><link>https://e.example/</link>\
         {inner}</channel></rss>"
    );
    articles(&text).remove(0)
}

#[test]
fn prefixes_mean_what_they_are_bound_to() {
    let got = item(
        "<item><title>x</title><d:creator>Ann Lee</d:creator><d:date>2018-01-05</d:date>\
         <z:encoded>The text.</z:encoded></item>",
    );
    assert_eq!(got.authors, ["Ann Lee"]);
    assert_eq!(got.lead(), "The text.");
    assert_eq!(got.published.value.unwrap().to_string(), "2018-01-05");
}

#[test]
fn films_and_pictures_lend_their_words() {
    let got = item(
        "<item><m:group><m:title>The film</m:title><m:description>What it shows.</m:description>\
         </m:group></item>",
    );
    assert_eq!(got.headline.as_deref(), Some("The film"));
    assert_eq!(got.lead(), "What it shows.");
    let own = item("<item><title>Own</title><m:content><m:title>Film</m:title></m:content></item>");
    assert_eq!(own.headline.as_deref(), Some("Own"));
    let inner = "<item><category>News<image><title>A picture</title></image></category></item>";
    assert_eq!(item(inner).headline.as_deref(), Some("A picture"));
}

#[test]
fn the_address_of_an_item_is_the_best_it_names() {
    for (inner, want) in [
        ("<link/>https://e.example/after", "https://e.example/after"),
        (
            "<link>www.e.example/bare</link>",
            "http://www.e.example/bare",
        ),
        (
            "<link>not an address</link><guid>https://e.example/g</guid>",
            "https://e.example/g",
        ),
        (
            "<link rel='SELF' href='/s'/><link rel='related' href='/r'/>",
            "https://e.example/r",
        ),
        (
            "<link rel='http://www.iana.org/assignments/relation/alternate' href='p'/>",
            "https://e.example/p",
        ),
        (
            "<content src='/whole.html'/>",
            "https://e.example/whole.html",
        ),
    ] {
        let got = item(&format!("<item><title>x</title>{inner}</item>"));
        assert_eq!(got.url.as_deref(), Some(want), "{inner}");
    }
    let rdf = "<rdf:RDF xmlns:rdf='x'><item rdf:about='https://e.example/1'><title>x</title></item>\
               </rdf:RDF>";
    assert_eq!(articles(rdf)[0].url.as_deref(), Some("https://e.example/1"));
}

#[test]
fn an_entry_taken_from_elsewhere_names_its_source() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Planet</title><entry><title>x</title>\
                <source><title>The Origin</title></source></entry></feed>";
    assert_eq!(articles(feed)[0].source.as_deref(), Some("The Origin"));
}

#[test]
fn what_a_feed_declares_is_neither_grown_nor_fetched() {
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a \"ha\">".to_owned();
    for (of, name) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        let grown = format!("&{of};").repeat(10);
        bomb = format!("{bomb}<!ENTITY {name} \"{grown}\">");
    }
    bomb.push_str("<!ENTITY file SYSTEM \"file:///etc/passwd\">]>");
    let feed = "<rss><channel><item><title>One &i; and &file; two</title></item></channel></rss>";
    let got = articles(&format!("{bomb}{feed}"));
    assert_eq!(got.len(), 1);
    assert!(got[0].text.len() < 200 && !got[0].text.contains("root:"));
    let headline = got[0].headline.as_deref().unwrap();
    assert!(
        headline.len() < 100 && headline.starts_with("One"),
        "{headline}"
    );
}

#[test]
fn nesting_and_attributes_without_end_cost_nothing_more() {
    let deep = "<a>".repeat(300_000);
    let wide = " a='x'".repeat(80_000);
    let feed = format!(
        "<rss><channel><item{wide}><title>One</title>{deep}</item>\
         <item><title>Two</title></item></channel></rss>"
    );
    let got = articles(&feed);
    let last = got.last().and_then(|article| article.headline.as_deref());
    assert_eq!(last, Some("Two"));
}

#[test]
fn what_a_feed_says_goes_for_the_entries_that_say_nothing_of_it() {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en' xml:base='http://a.example/b/'>\
        <title>Norvale Post</title><author><name>Ada Crane</name></author>\
        <entry><title>One</title></entry>\
        <entry xml:lang='fr'><title>Deux</title><author><name>Bo Quay</name></author>\
        <author><name>Cy Dorn</name></author></entry></feed>";
    let [one, two] = articles(text).try_into().unwrap();
    assert_eq!(
        (one.language.as_deref(), one.authors.as_slice()),
        (Some("en"), ["Ada Crane".to_owned()].as_slice())
    );
    assert_eq!(two.language.as_deref(), Some("fr"));
    assert_eq!(two.authors, ["Bo Quay", "Cy Dorn"]);
}

#[test]
fn a_title_that_was_escaped_with_its_verbatim_marks_is_freed_of_them() {
    let title = "<item><title>&lt;![CDATA[Ferries &amp;amp; trams]]&gt;</title></item>";
    assert_eq!(item(title).headline.as_deref(), Some("Ferries & trams"));
}

#[test]
fn an_end_that_was_lost_costs_no_other_element() {
    let read = read(&page(
        "<rss><channel><title>T</title><item><title>Wrong end</titel><link>http://a.example/1</link>\
         </item><item><title>Nobody<link>http://a.example/2</link><description>d</description></item>\
         </channel></rss>",
    ));
    let said: Vec<_> = read
        .articles
        .iter()
        .map(|a| (a.headline.as_deref().unwrap(), a.url.as_deref().unwrap()))
        .collect();
    let want = [
        ("Wrong end", "http://a.example/1"),
        ("Nobody", "http://a.example/2"),
    ];
    assert_eq!(said, want);
}

#[test]
fn what_stands_before_a_feed_is_passed_by_and_told() {
    let feed = "<?xml version='1.0'?><rss><channel><title>T</title><item><title>One</title></item>\
                </channel></rss>";
    let warned = format!("<br />\n<b>Warning</b>: a line of the server<br />\n{feed}");
    let map = FieldMap::default();
    assert!(Feeds.claims("xml", &warned, &map));
    assert!(Feeds.claims("xml", &format!("\n\u{feff}{feed}"), &map));
    assert!(!Feeds.claims("txt", &format!("A feed begins {feed} and so on."), &map));
    let found = read(&page(&warned));
    assert_eq!(found.articles.len(), 1);
    assert!(
        found.faults[0].message.contains("before the feed"),
        "{:?}",
        found.faults
    );
}

#[test]
fn what_xml_does_not_know_is_read_and_told() {
    let item = |title: &str| {
        let text = format!(
            "<rss><channel><title>T</title><item><title>{title}</title></item></channel></rss>"
        );
        let found = read(&page(&text));
        (
            found.articles[0].headline.clone().unwrap(),
            found.faults.len(),
        )
    };
    assert_eq!(item("Fish & chips"), ("Fish & chips".to_owned(), 1));
    assert_eq!(item("Caf&eacute;"), ("Café".to_owned(), 1));
    assert_eq!(
        item("Fish &amp; chips &#33;"),
        ("Fish & chips !".to_owned(), 0)
    );
    assert_eq!(
        item("<![CDATA[Fish & chips]]>"),
        ("Fish & chips".to_owned(), 0)
    );
}
