use super::*;

const BODY: &str = "<html><head><title>The dam holds, engineers say</title></head><body>\
    <h1>The dam holds, engineers say</h1>\
    <p>The dam above the town will hold through the winter, said the engineers who looked at it \
    for a week, and nobody has to leave the valley because of it.</p>\
    <p>They had been called after water was seen below the wall – for the first time – in spring.\
    </p></body></html>";

fn quoted(text: &str) -> String {
    let coded = |byte: u8| match byte {
        b'=' | 0x80.. => format!("={byte:02X}"),
        _ => char::from(byte).to_string(),
    };
    let coded: Vec<String> = text.bytes().map(coded).collect();
    coded
        .chunks(70)
        .map(<[String]>::concat)
        .collect::<Vec<_>>()
        .join("=\r\n")
}

fn saved(head: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = head.to_owned();
    for (fields, content) in parts {
        file = format!("{file}------=_x\r\n{fields}\r\n\r\n{content}\r\n");
    }
    format!("{file}------=_x--\r\n").into_bytes()
}

const HEAD: &str = "From: <Saved by Blink>\r\n\
    Snapshot-Content-Location: https://example.org/2020/dam\r\n\
    Subject: =?utf-8?Q?The=20dam?=\r\nDate: Tue, 7 Jan 2020 10:00:00 -0000\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
    \tboundary=\"----=_x\"\r\n\r\n\r\n";

fn one(file: &[u8]) -> Article {
    assert!(claims(file) && !is_mail(file));
    let read = read(file, &Arc::from("a.mht"), &FieldMap::default());
    read.unwrap().1.articles.pop().unwrap()
}

#[test]
fn a_saved_page_is_read_as_the_page() {
    let picture = (
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64",
        "iVBORw0KGgo=",
    );
    let style = ("Content-Type: text/css", "p { color: red }");
    let page = quoted(BODY);
    let page = (
        "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: \
         quoted-printable\r\nContent-Location: https://example.org/2020/dam",
        page.as_str(),
    );
    for parts in [
        vec![page, style, picture],
        vec![picture, style, page],
        vec![page],
    ] {
        let article = one(&saved(HEAD, &parts));
        assert_eq!(
            article.headline.as_deref(),
            Some("The dam holds, engineers say")
        );
        assert_eq!(article.url.as_deref(), Some("https://example.org/2020/dam"));
        assert_eq!(article.source.as_deref(), Some("example.org"));
        let body: Vec<_> = article
            .body
            .iter()
            .map(|span| span.of(&article.text))
            .collect();
        assert_eq!(body.len(), 2, "{body:?}");
        assert!(body[1].contains("wall – for"), "{body:?}");
        assert_eq!(
            article.published.value, None,
            "the day of saving is none of publication"
        );
        assert!(
            article
                .published
                .evidence
                .contains("saved on 2020-01-07, so not later")
        );
        assert_eq!(article.origin.format, Format::Html);
    }
}

#[test]
fn the_part_of_another_encoding_or_deeper_down_is_found() {
    let text = "<html><body><h1>Плотина выдержит</h1><p>Плотина выдержит эту зиму, сказали \
        инженеры, которые осматривали её неделю, и никто не должен покидать долину.</p></body>";
    let bytes = encoding_rs::WINDOWS_1251.encode(text).0;
    let mut file = saved(
        HEAD,
        &[(
            "Content-Type: multipart/alternative; boundary=in",
            "--in\r\nContent-Type: text/plain\
            \r\n\r\nno\r\n--in\r\nContent-Type: text/html; charset=windows-1251\r\n\r\nPAGE\r\n--in--",
        )],
    );
    let at = memchr::memmem::find(&file, b"PAGE").unwrap();
    file.splice(at..at + 4, bytes.iter().copied());
    let article = one(&file);
    assert_eq!(article.headline.as_deref(), Some("Плотина выдержит"));
}

#[test]
fn a_page_that_is_cut_off_or_missing_is_no_panic() {
    let page = (
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable",
        BODY,
    );
    let whole = saved(HEAD, &[page]);
    for end in 0..whole.len() {
        let part = &whole[..end];
        if claims(part) {
            let _articles = read(part, &Arc::from("a.mht"), &FieldMap::default());
        }
    }
    let picture = ("Content-Type: image/png", "x");
    let read = read(
        &saved(HEAD, &[picture]),
        &Arc::from("a"),
        &FieldMap::default(),
    );
    assert_eq!(read.unwrap_err(), "a saved page without a text in it");
}

#[test]
fn mails_are_no_saved_pages_and_texts_are_neither() {
    let mail = "From: a@example.org\r\nTo: b@example.org\r\nDate: Tue, 7 Jan 2020 10:00:00 -0000\
        \r\nMessage-ID: <1@x>\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n";
    assert!(!claims(mail.as_bytes()) && is_mail(mail.as_bytes()));
    let many = format!("From a@example.org Tue Jan  7 10:00:00 2020\r\n{mail}");
    assert!(!claims(many.as_bytes()) && is_mail(many.as_bytes()));
    for text in [
        "From: The Editor\nSubject: The dam\n\nThe dam holds.",
        "TEHRAN: The dam holds\nDate: 2018\n\nThe dam holds.",
        "Content-Type: text/html\n\n<p>x",
        "Date: 5 January 2018\nFrom: Reuters\nTo: all\n\nA text.",
    ] {
        assert!(
            !claims(text.as_bytes()) && !is_mail(text.as_bytes()),
            "{text}"
        );
    }
}
