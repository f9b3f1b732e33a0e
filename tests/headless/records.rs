//! Records as other programs read them: fields, offsets, JSON and comma-separated values.

use super::*;

fn names(record: &Value) -> Vec<String> {
    record.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_record_has_these_fields_in_this_order() {
    let brief = [
        "key",
        "path",
        "part",
        "bytes",
        "format",
        "headline",
        "headline_from",
        "source",
        "source_from",
        "authors",
        "place",
        "agency",
        "date",
        "date_precision",
        "date_from",
        "date_confidence",
        "date_evidence",
        "date_range",
        "updated",
        "url",
        "language",
    ];
    let rest = [
        "body",
        "related",
        "comments",
        "boilerplate",
        "mentions",
        "lines",
        "issues",
        "again",
        "marks",
    ];
    let names =
        |record: &Value| -> Vec<String> { record.as_object().unwrap().keys().cloned().collect() };
    for record in records(&["list", SEEDS, "--format", "jsonl"]) {
        assert_eq!(names(&record), brief);
    }
    for record in records(&["list", SEEDS, "--format", "jsonl", "--full"]) {
        assert_eq!(names(&record), [brief.as_slice(), &rest].concat());
    }
}

#[test]
fn the_parts_of_a_record_have_their_fields_too() {
    for record in records(&["list", SEEDS, "--format", "jsonl", "--full"]) {
        assert_eq!(
            names(&record["marks"]),
            [
                "read", "starred", "verdict", "reason", "tags", "note", "source", "date"
            ]
        );
        for related in record["related"].as_array().unwrap() {
            assert_eq!(
                names(related),
                ["headline", "standfirst", "inline", "article"]
            );
        }
        for comment in record["comments"].as_array().unwrap() {
            assert_eq!(names(comment), ["author", "time", "text", "reply_to"]);
        }
        for mention in record["mentions"].as_array().unwrap() {
            assert_eq!(
                names(mention),
                ["text", "start", "end", "type", "value", "in"]
            );
        }
        let text = fs::read_to_string(record["path"].as_str().unwrap()).unwrap();
        assert_eq!(
            record["lines"].as_array().unwrap().len(),
            text.split('\n').count()
        );
        assert_eq!(record["bytes"], serde_json::json!([0, text.len()]));
        assert_eq!(record["format"], "text");
    }
}

#[test]
fn mentions_are_found_at_characters_of_the_decoded_file() {
    let room = tempfile::tempdir().unwrap();
    let written = "\u{feff}A headline\r\nof \x1b[31mseveral\u{200b}\u{200b} words\r\n\r\nتهران: the council met on Monday, 5 January 2018, again.\r\n\r\nIn 2019 it \u{202e}met on 6 March 2019.\r\n";
    let path = put(room.path(), "a.txt", written);
    let decoded: Vec<char> = written.trim_start_matches('\u{feff}').chars().collect();
    let mut sources = vec![(path, decoded)];
    for seed in fs::read_dir(SEEDS).unwrap() {
        let path = seed.unwrap().path().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        sources.push((path, text.chars().collect()));
    }
    for (path, decoded) in sources {
        let record = records(&["list", &path, "--format", "jsonl", "--full"]).remove(0);
        for mention in record["mentions"].as_array().unwrap() {
            let place = |name: &str| usize::try_from(mention[name].as_u64().unwrap()).unwrap();
            let there: String = decoded[place("start")..place("end")].iter().collect();
            assert_eq!(there, mention["text"].as_str().unwrap(), "{path}");
        }
    }
}

#[test]
fn one_array_and_one_line_each_say_the_same() {
    let lines = records(&["list", SEEDS, "--format", "jsonl", "--full"]);
    let (_, out, _) = run(&["list", SEEDS, "--format", "json", "--full"]);
    let array: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(array, lines);
}

#[test]
fn comma_separated_values_keep_their_columns() {
    let room = tempfile::tempdir().unwrap();
    put(
        room.path(),
        "a,\"b\".txt",
        "=SUM(A1), \"quoted\" headline of words\n\nThe council met on Monday.\n\nIt met again on Friday.\n",
    );
    let (status, out, _) = run(&[
        "list",
        room.path().to_str().unwrap(),
        "--format",
        "csv",
        "--full",
    ]);
    assert_eq!(status, 0);
    let rows = comma_separated(&out);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].len(), rows[1].len());
    let cell = |name: &str| {
        let column = rows[0].iter().position(|head| head == name).unwrap();
        rows[1][column].as_str()
    };
    assert!(cell("path").ends_with("a,\"b\".txt"));
    assert_eq!(cell("headline"), "'=SUM(A1), \"quoted\" headline of words");
    assert_eq!(
        cell("body"),
        "The council met on Monday.\n\nIt met again on Friday."
    );
    assert_eq!(cell("source"), "");
}

#[test]
fn columns_with_names_of_their_own_are_mapped_to_fields() {
    let root = tempfile::tempdir().unwrap();
    let lines = "{\"hed\": \"Gas line opens\", \"title\": \"A label\", \"content\": {\"plain\": \"First.\\n\\n\
                 Second.\"}, \"when\": \"2018-01-05\", \"by\": [{\"n\": \"Ann Lee\"}, {\"n\": \"Bo Yu\"}]}\n\
                 {\"hed\": \"Second of them\", \"content\": {\"plain\": \"Third.\"}}\n";
    let array = "[{\"hed\": \"Third of them\", \"content\": {\"plain\": [\"One.\", \"Two.\"]}}]";
    let table = "hed;content.plain;when\nFourth of them;Text.;2018-01-06\n";
    let short = "hed,when\nFifth of them,2018-01-07\n";
    let folder = root.path();
    put(folder, "a.jsonl", lines);
    put(folder, "b.json", array);
    put(folder, "c.csv", table);
    put(folder, "d.txt", short);
    let path = folder.to_str().unwrap();
    let map = |map: &[&str]| -> Vec<Value> {
        let mut arguments = vec!["list", path, "--format", "jsonl", "--full"];
        arguments.extend(map.iter().flat_map(|map| ["--map", map]));
        records(&arguments)
    };
    let mut read = map(&[
        "headline=hed",
        "text=content.plain",
        "date=when",
        "author=by.n",
    ]);
    read.sort_by_key(|record| (record["path"].to_string(), record["part"].as_u64()));
    let column = |field: &str| -> Vec<Value> { read.iter().map(|r| r[field].clone()).collect() };
    assert_eq!(
        column("headline"),
        [
            "Gas line opens",
            "Second of them",
            "Third of them",
            "Fourth of them",
            "Fifth of them"
        ]
    );
    assert_eq!(read[0]["headline_from"], "field “hed”");
    assert_eq!(read[0]["body"], serde_json::json!(["First.", "Second."]));
    assert_eq!(read[2]["body"], serde_json::json!(["One.", "Two."]));
    assert_eq!(read[3]["body"], serde_json::json!(["Text."]));
    assert_eq!(read[0]["authors"], serde_json::json!(["Ann Lee", "Bo Yu"]));
    assert_eq!(column("date")[0], "2018-01-05");
    assert_eq!(column("date")[3..], ["2018-01-06", "2018-01-07"]);
}

#[test]
fn a_map_that_meets_no_column_is_told() {
    let root = tempfile::tempdir().unwrap();
    let path = put(
        root.path(),
        "a.jsonl",
        "{\"title\": \"One of them\", \"x\": null}\n",
    );
    let map = ["--map", "text=body.plain", "--map", "date=x"];
    let with_map = |arguments: &[&str]| run(&[arguments, &map].concat());
    let told = "--map text=body.plain: no record has this column";
    let (status, out, _) = with_map(&["check", &path]);
    assert!(out.contains(told) && !out.contains("date=x"), "{out}");
    assert!(!out.contains("nothing skipped"), "{out}");
    assert_eq!(status, 1);
    let (status, _, errors) = with_map(&["list", &path]);
    assert!(errors.contains(told), "{errors}");
    assert_eq!(status, 0);
    assert_eq!(with_map(&["list", &path, "--strict"]).0, 3);
}

#[test]
fn a_map_of_no_field_of_ours_names_the_nearest() {
    let (status, _, errors) = run(&["list", SEEDS, "--map", "haedline=hed"]);
    assert_eq!(status, 2);
    assert!(errors.contains("did you mean headline"), "{errors}");
}

/// A page of one article, as it is saved.
fn page(address: &str, text: &str) -> String {
    format!(
        "<!doctype html><html><head><title>Gas line opens at last</title>\
         <link rel=canonical href=\"{address}\">\
         <meta property=article:published_time content=2018-01-05T10:00:00Z></head>\
         <body><article><h1>Gas line opens at last</h1><p>{text}</p></article></body></html>"
    )
}

const GAS: &str = "The two countries opened a gas line on Friday, after years of talks about its \
                   price, its course and its safety, and the ministers shook hands over it.";

#[test]
fn an_article_that_is_there_again_says_which_it_repeats() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path();
    let changed = GAS.replace("Friday", "Saturday");
    put(folder, "a.html", page("https://example.org/gas", GAS));
    let again = page("http://www.example.org/gas?utm_source=x#top", GAS);
    put(folder, "b.html", again);
    put(folder, "c.html", page("https://example.org/gas", &changed));
    put(folder, "d.html", page("https://other.example/gas", GAS));
    put(
        folder,
        "e.html",
        page(
            "https://example.org/else",
            "Nothing of the sort was said of it by anyone who had been there on that day.",
        ),
    );
    let path = folder.to_str().unwrap();
    let mut read = records(&["list", path, "--format", "jsonl", "--full"]);
    read.sort_by_key(|record| record["path"].to_string());
    let again = |at: usize| -> Vec<(String, String)> {
        let others = read[at]["again"].as_array().unwrap().iter();
        let said = others.map(|other| {
            let path = other["path"].as_str().unwrap().rsplit('/').next().unwrap();
            (path.to_owned(), other["how"].as_str().unwrap().to_owned())
        });
        said.collect()
    };
    let pair = |path: &str, how: &str| (path.to_owned(), how.to_owned());
    assert_eq!(
        again(0),
        [
            pair("b.html", "copy"),
            pair("c.html", "version"),
            pair("d.html", "elsewhere")
        ]
    );
    assert_eq!(again(1), [pair("a.html", "copy")]);
    assert_eq!(again(2), [pair("a.html", "version")]);
    assert_eq!(again(3), [pair("a.html", "elsewhere")]);
    assert_eq!(again(4), []);
    let headlines = |query: &str| records(&["list", path, "-q", query, "--format", "jsonl"]).len();
    assert_eq!(headlines("is:copy"), 1);
    assert_eq!(headlines("is:version"), 1);
    assert_eq!(
        headlines("-is:copy"),
        4,
        "one row each, where that is wanted"
    );
    let (_, out, _) = run(&["check", path]);
    let line = "again       1 copy, 1 other version, 1 text under another address";
    assert!(out.contains(line), "{out}");
    assert!(out.contains("nothing skipped"), "{out}");
}
