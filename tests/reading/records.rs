//! Records as programs leave them behind: nested names, lists written as text, dates that count,
//! tables of other countries and programs.

use super::*;

const TEXT: &str = "The harbour of Norvale stayed shut on Tuesday after a storm tore two cranes from their \
    rails, the port authority said in a statement that it gave to the papers.";

/// The one article of a file.
fn one(name: &str, bytes: &[u8]) -> Article {
    let room = tempfile::tempdir().unwrap();
    put(room.path(), name, bytes);
    let mut read = read(room.path());
    assert_eq!(read.articles.len(), 1, "{name}");
    read.articles.remove(0)
}

/// What every one of these records says, whatever it is called there.
fn assert_whole(name: &str, bytes: &[u8]) {
    let article = one(name, bytes);
    assert_eq!(
        article.headline.as_deref(),
        Some("Storm shuts harbour"),
        "{name}"
    );
    assert_eq!(article.lead(), TEXT, "{name}");
    let date = article.published.value.expect(name).to_string();
    assert!(date.starts_with("2018-01-05"), "{name}: {date}");
    assert_eq!(article.published.kind, DateKind::Explicit, "{name}");
    assert_eq!(article.source.as_deref(), Some("Norvale Post"), "{name}");
    assert_eq!(article.authors, ["Ada Crane", "Bo Quay"], "{name}");
}

#[test]
fn nested_records_are_read_by_the_names_inside() {
    for (name, record) in [
        (
            "list",
            format!(
                r#"{{"status":"ok","articles":[{{"source":{{"id":null,"name":"Norvale Post"}},"author":"Ada Crane, Bo Quay","title":"Storm shuts harbour","publishedAt":"2018-01-05T08:00:00Z","content":"{TEXT}"}}]}}"#
            ),
        ),
        (
            "fields",
            format!(
                r#"{{"response":{{"results":[{{"id":"a/b","webTitle":"Storm shuts harbour","webPublicationDate":"2018-01-05T08:00:00Z","publication":"Norvale Post","fields":{{"bodyText":"{TEXT}","byline":"Ada Crane and Bo Quay"}}}}]}}}}"#
            ),
        ),
        (
            "main",
            format!(
                r#"{{"docs":[{{"headline":{{"main":"Storm shuts harbour","kicker":null}},"text":"{TEXT}","source":"Norvale Post","pub_date":"2018-01-05T08:00:00+0000","byline":{{"original":"By Ada Crane and Bo Quay"}}}}]}}"#
            ),
        ),
        (
            "database",
            format!(
                r#"{{"_id":{{"$oid":"5a4f"}},"title":"Storm shuts harbour","text":"{TEXT}","source":"Norvale Post","authors":["Ada Crane","Bo Quay"],"date":{{"$date":{{"$numberLong":"1515139200000"}}}}}}"#
            ),
        ),
        (
            "search",
            format!(
                r#"{{"hits":{{"hits":[{{"_index":"n","_id":"7","_source":{{"title":"Storm shuts harbour","maintext":"{TEXT}","outlet":"Norvale Post","authors":[{{"name":"Ada Crane"}},{{"name":"Bo Quay"}}],"date_publish":"2018-01-05 08:00:00"}}}}]}}}}"#
            ),
        ),
        (
            "columns",
            format!(
                r#"{{"title":{{"0":"Storm shuts harbour"}},"text":{{"0":"{TEXT}"}},"source":{{"0":"Norvale Post"}},"authors":{{"0":["Ada Crane","Bo Quay"]}},"date":{{"0":1515139200000}}}}"#
            ),
        ),
        (
            "split",
            format!(
                r#"{{"columns":["title","text","source","authors","date"],"index":[0],"data":[["Storm shuts harbour","{TEXT}","Norvale Post","['Ada Crane', 'Bo Quay']","20180105T080000Z"]]}}"#
            ),
        ),
    ] {
        assert_whole(&format!("{name}.json"), record.as_bytes());
        // Objects on one line are lines too.
        if record.starts_with(r#"{"_id"#) {
            assert_whole(&format!("{name}.jsonl"), record.as_bytes());
        }
    }
}

#[test]
fn tables_of_other_countries_and_programs_are_tables() {
    let german = format!(
        "Titel;Text;Datum;Quelle;Autoren\nStorm shuts harbour;\"{TEXT}\";05.01.2018;Norvale Post;Ada Crane und Bo Quay\n"
    );
    assert_whole("german.csv", german.as_bytes());
    assert_whole(
        "excel.csv",
        format!("sep=;\r\n{}", german.replace('\n', "\r\n")).as_bytes(),
    );
    let wide: Vec<u8> = german
        .replace(';', "\t")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_whole("wide.csv", &wide);
    assert_whole("marked.txt", &[b"\xff\xfe".as_slice(), &wide].concat());
    let counted = format!(
        "title,text,created_utc,source,authors\nStorm shuts harbour,\"{TEXT}\",1.5151392E9,Norvale Post,\"['Ada Crane', 'Bo Quay']\"\n"
    );
    assert_whole("counted.csv", counted.as_bytes());
}

#[test]
fn what_a_table_leaves_open_is_said() {
    let open = format!("title,text,date\nStorm,\"{TEXT}\",02/01/2018\n");
    let article = one("open.csv", open.as_bytes());
    assert_eq!(article.published.kind, DateKind::Inferred);
    let room = tempfile::tempdir().unwrap();
    put(
        room.path(),
        "told.csv",
        format!("{open}Ferries,\"{TEXT}\",25/01/2018\n").as_bytes(),
    );
    put(
        room.path(),
        "bare.csv",
        format!("2018-01-05,Storm shuts harbour,\"{TEXT}\"\n").as_bytes(),
    );
    let read = read(room.path());
    let kinds: Vec<_> = read.articles.iter().map(|a| a.published.kind).collect();
    assert_eq!(kinds, [DateKind::Explicit; 3]);
    let told = &read.report.repaired;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].issue.kind, IssueKind::Repaired);
    assert!(
        told[0].issue.message.contains("column 1 as date"),
        "{told:?}"
    );
}

/// The dates of all articles of a folder, with what the collection told; each with its path.
fn settled(root: &Path) -> Vec<(std::sync::Arc<str>, dateline::article::Published)> {
    let mut dates = Vec::new();
    let inputs = [Input::Path(root.to_path_buf())];
    let stop = AtomicBool::new(false);
    ingest::read(
        &inputs,
        &Options::default(),
        &stop,
        &mut |event| match event {
            Event::Articles(batch) => {
                dates.extend(batch.into_iter().map(|a| (a.origin.path, a.published)));
            }
            Event::Patches(patches) => {
                for patch in patches {
                    if let dateline::article::Change::Published(published) = patch.change {
                        dates[patch.id.0 as usize].1 = published;
                    }
                }
            }
            Event::Progress(_) => {}
        },
    );
    dates
}

#[test]
fn one_date_of_a_file_tells_the_order_of_all() {
    let line = |date: &str| {
        format!("{{\"title\": \"On {date}\", \"text\": \"{TEXT}\", \"date\": \"{date}\"}}\n")
    };
    let lines = |dates: &[&str]| dates.iter().map(|date| line(date)).collect::<String>();
    let room = tempfile::tempdir().unwrap();
    // The one that tells it stands far behind the first pieces.
    let mut late = lines(&["03/04/2018"]).repeat(3000);
    late.push_str(&line("25/04/2018"));
    put(room.path(), "a.jsonl", late);
    put(
        room.path(),
        "b.jsonl",
        lines(&["03/04/2018 10:00", "04/25/2018"]),
    );
    put(
        room.path(),
        "c.jsonl",
        lines(&["03/04/2018", "25/04/2018", "04/25/2018"]),
    );
    put(room.path(), "d.jsonl", lines(&["03/04/2018"]));
    let dates = settled(room.path());
    let said = |name: &str| -> std::collections::BTreeSet<_> {
        let of = dates.iter().filter(|(path, _)| path.ends_with(name));
        of.map(|(_, date)| (date.value.unwrap().to_string(), date.kind))
            .collect()
    };
    let (sure, open) = (DateKind::Explicit, DateKind::Inferred);
    let set = |dates: &[(&str, DateKind)]| -> std::collections::BTreeSet<_> {
        dates
            .iter()
            .map(|(date, kind)| ((*date).to_owned(), *kind))
            .collect()
    };
    assert_eq!(
        said("a.jsonl"),
        set(&[("2018-04-03", sure), ("2018-04-25", sure)])
    );
    assert_eq!(
        said("b.jsonl"),
        set(&[("2018-03-04T10:00", sure), ("2018-04-25", sure)])
    );
    assert_eq!(
        said("c.jsonl"),
        set(&[("2018-04-03", open), ("2018-04-25", sure)])
    );
    assert_eq!(said("d.jsonl"), set(&[("2018-04-03", open)]));
    let evidence = &dates[0].1.evidence;
    assert!(
        evidence.contains("the day first, as “25/04/2018”"),
        "{evidence}"
    );
}
