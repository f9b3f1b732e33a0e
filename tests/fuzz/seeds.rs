//! The documents that are mutated, and the tokens that are put into them: one small document of
//! every kind the readers know, and what is hard to read in each.

pub(super) const HTML: &[&[u8]] = &[
    b"<!doctype html><html lang=en><head><title>Storm | Post</title><meta property=og:title \
      content='Storm shuts harbour'><meta property='article:published_time' \
      content='2018-01-05T10:00:00Z'><link rel=canonical href='https://post.example/2018/01/05/a'>\
      <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Storm\",\
      \"datePublished\":\"2018-01-05\",\"author\":{\"name\":\"Ada Crane\"}}</script></head><body>\
      <nav><a href=/>Home</a></nav><article><h1>Storm shuts harbour</h1><p class=byline>By Ada \
      Crane <time datetime=2018-01-05>5 January 2018</time></p><p>The harbour of Norvale stayed \
      shut on Tuesday after a storm tore two cranes from their rails, the port authority said.</p>\
      <p>Engineers hope to open the smaller basin by the weekend, but the large one will take \
      months.</p><ul><li><h3><a href=/b>Ferries are back on Monday</a></h3></li></ul></article>\
      <div class=comments><p>Bo: about time.</p></div><footer>All rights reserved</footer></body>",
    b"<html><body><table><tr><td>Navigation<td><h1>Old page</h1><font size=2><b>NORVALE, Jan 5 \
      (Agency) - The port is shut.</b><p>It was a long night on the quay, crews said, and a cold \
      one.<p>Nobody was hurt.</font></table></body></html>",
    "<html><body><h1>Порт закрыт</h1><p>5 января 2018 г.</p><p>Порт Норвале закрыт из-за шторма, \
     сообщила администрация порта.</p><p dir=rtl>بندر نوروال بسته ماند.</p>"
        .as_bytes(),
];

pub(super) const FEEDS: &[&[u8]] = &[
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title><link>http://p.example/\
      </link><language>en</language><item><title>Storm</title><link>http://p.example/1</link>\
      <pubDate>Fri, 05 Jan 2018 10:00:00 GMT</pubDate><category>Harbours</category>\
      <description><![CDATA[<p>The harbour is <b>shut</b>.</p><p>Ships wait.</p>]]></description>\
      <enclosure url='http://p.example/a.mp3'/></item><item><title>Ferries</title><guid>1</guid>\
      <dc:date>2018-01-06</dc:date></item></channel></rss>",
    b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://p.example/'><title>Post</title>\
      <entry><title type='html'>Storm</title><link href='a'/><updated>2018-01-05T10:00:00Z\
      </updated><author><name>Ada Crane</name></author><content type='xhtml'><div><p>The harbour \
      is shut.</p></div></content><summary>Shut.</summary></entry></feed>",
    b"{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"Post\",\"items\":[{\"id\":\"1\",\
      \"url\":\"http://p.example/1\",\"title\":\"Storm\",\"content_html\":\"<p>Shut.</p>\",\
      \"date_published\":\"2018-01-05T10:00:00Z\"}]}",
];

pub(super) const MARKUP_TOKENS: &[&str] = &[
    "<",
    ">",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<a href='",
    "'>",
    "\"",
    "&amp;",
    "&#0;",
    "&#27;",
    "&#x202e;",
    "&eacute;",
    "<item>",
    "</item>",
    "<entry>",
    "<title>",
    "<?",
    "<!",
    "<time datetime=2018-02-30>",
    "\u{1b}[2J",
    "\u{202e}",
    "\0",
    "<svg>",
    "<form>",
    "</form>",
    "<li>",
    "<br>",
    "é",
    "<h1>",
    "</h1>",
    "<blockquote>",
    "<math>",
    "<style>",
    "\u{2028}",
];

pub(super) const JSON: &[&[u8]] = &[
    b"{\"title\":\"Storm\",\"text\":\"The harbour is shut.\\n\\nShips wait.\",\"date\":\
      \"2018-01-05\",\"url\":\"http://p.example/1\",\"authors\":[\"Ada\",\"Bo\"]}\n{\"headline\":\
      \"Ferries\",\"body\":\"Back.\",\"timestamp\":1515147295000,\"source\":\"Post\"}\n",
    b"[{\"title\":\"A\",\"content\":\"<p>One</p><p>Two</p>\"},{\"title\":\"B\",\"body\":null}]",
    b"\xef\xbb\xbf{\"data\":{\"articles\":[{\"title\":\"A\",\"maintext\":\"One two three.\"}]}}",
];

pub(super) const JSON_TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "\n",
    "\\u0000",
    "\\ud800",
    "\\u202e",
    "NaN",
    "1e999",
    "-1",
    "{\"a\":",
    "\"title\":\"x\"",
    "null",
    "true",
    "\u{1b}",
    "\\",
    "\u{feff}",
    "[[",
];

pub(super) const TABLES: &[&[u8]] = &[
    b"date,headline,text,url\n2018-01-05,Storm,\"The harbour, they say, is \"\"shut\"\".\nShips \
      wait.\",http://p.example/1\n2018-01-06,Ferries,Back,\n",
    b"title\tbody\tpublished\nStorm\tShut.\t1515147295\nFerries\tBack.\t\n",
    b"title;text\nA;One\nB;Two\n",
];

pub(super) const TABLE_TOKENS: &[&str] = &[
    ",",
    ";",
    "\t",
    "\"",
    "\"\"",
    "\n",
    "\r\n",
    "\r",
    "title",
    "text",
    "é",
    "\u{1b}[2J",
    "\0",
    "\u{202e}",
    "\n\n\n",
    "|",
];

pub(super) const TEXTS: &[&[u8]] = &[
    include_bytes!("../../seeds/001_79891b97d5ba1d21.txt"),
    include_bytes!("../../seeds/002_ae3f5909b74d7364.txt"),
    b"Post\nMenu\nHome\nStorm shuts harbour\nBy Ada Crane\nPublished: 5 January 2018\nNORVALE \
      (Agency) - The harbour stayed shut on Tuesday, the port authority said.\nRead more: Ferries \
      are back\nEngineers hope to open it by the weekend.\nRelated\n- Waves of nine metres\n\
      Comments\nBo Quay\n5 January 2018 17:13\nAbout time.\n",
];

pub(super) const TEXT_TOKENS: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "Published: ",
    "5 January 2018",
    "Comments\n",
    "Related\n",
    "By ",
    "- ",
    "\u{1b}]0;x\u{7}",
    "\u{202e}",
    "\u{301}",
    "\u{200d}",
    "\u{2028}",
    "\0",
    "©",
    "Reply\n",
    "(Reuters) - ",
    "……",
    "پنجشنبه ۱۵ دی ۱۳۹۶",
    "\u{feff}",
];

pub(super) const ENCODED: &[&[u8]] = &[
    b"\xff\xfeS\0t\0o\0r\0m\0\n\0T\0h\0e\0 \0p\0o\0r\0t\0",
    b"\xfe\xff\0S\0t\0o\0r\0m\0\n\0T\0h\0e\0 \0p\0o\0r\0t",
    b"Caf\xe9 ferm\xe9 \xe0 Norvale\nLe port est ferm\xe9 depuis mardi.",
    b"\xcf\xee\xf0\xf2 \xe7\xe0\xea\xf0\xfb\xf2\n\xd8\xf2\xee\xf0\xec",
    b"\xef\xbb\xbfStorm\nThe port is shut.",
    b"\x89PNG\r\n\x1a\n\0\0\0",
    b"\x1f\x8b\x08\0\0\0\0\0\0\0",
];

pub(super) const DATES: &[&[u8]] = &[
    b"Published: 5 January 2018, 17:13 GMT | Updated 2018-01-06T10:00:00+01:00",
    b"05/01/2018 1/5/18 18.03.2020 13:15 Uhr, Jan. 5th, 2018 at 5:13 p.m.",
    "5 января 2018 г., 5 de enero de 2018, ۳ بهمن ۱۴۰۳ - ۲۱:۵۲, 5 Ocak 2018".as_bytes(),
];

pub(super) const DATE_TOKENS: &[&str] = &[
    "0",
    "9",
    "99999999999999999999",
    "30 February 2018",
    "29 Feb 2100",
    "-4713",
    "262143-01-01",
    ":60",
    "24:00",
    "+25:00",
    "/",
    ".",
    "-",
    " ",
    "January",
    "Monday",
    "T",
    "Z",
    "٣",
    "۱۴۰۳",
    "1515147295",
    "12/13/14",
    "0000-00-00",
    "BC",
    "\u{200f}",
    "a.m.",
];

pub(super) const CONTROLS: &[&[u8]] = &[
    "Plain words, wrapped somewhere in the middle of a longer line.".as_bytes(),
    "👩‍👩‍👧‍👦 flags 🇩🇪🇫🇷 می‌خواهم e\u{301}\u{301} 漢字かな ＡＢ\u{ad}c".as_bytes(),
];

pub(super) const CONTROL_TOKENS: &[&str] = &[
    "\u{1b}]0;owned\u{7}",
    "\u{1b}[2J",
    "\u{9b}6n",
    "\u{1b}P",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{200d}",
    "\u{301}",
    "\u{e0041}",
    "\u{2028}",
    "\r\n",
    "\r",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\t",
    "\u{feff}",
    "\u{ad}",
    "\u{fe0f}",
    "漢",
    "\n",
    "\u{1f1e9}",
    "\u{115f}",
    "ﷺ",
];

pub(super) const ARCHIVES: &[&[u8]] = &[
    b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/2018/01/05/a\r\n\
      WARC-Date: 2018-02-03T04:05:06Z\r\nContent-Type: text/plain\r\nContent-Length: 49\r\n\r\n\
      Storm shuts harbour\n\nThe harbour was shut today.\n\r\n\r\n\
      WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n",
    b"WARC/1.1\nWARC-Type: response\nWARC-Target-URI: https://example.org/b\nContent-Type: application/http\n\
      Content-Length: 134\n\nHTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\
      Transfer-Encoding: chunked\r\n\r\n1e\r\n<h1>Storm</h1><p>It was shut.\r\n0\r\n\r\n\n\n",
];

pub(super) const ARCHIVE_TOKENS: &[&str] = &[
    "WARC/1.0\r\n",
    "WARC/",
    "\r\n\r\n",
    "\n\n",
    "Content-Length: 0\r\n",
    "Content-Length: 18446744073709551615\r\n",
    "Content-Length: -1\r\n",
    "WARC-Type: resource\r\n",
    "WARC-Type: response\r\n",
    "WARC-Target-URI: <file:///x>\r\n",
    "WARC-Date: 0000-00-00\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 99999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Encoding: gzip\r\n",
    "Content-Encoding: br\r\n",
    "ffffffffffffffff\r\n",
    "\u{1f}\u{8b}",
    "charset=utf-16",
    "charset=\"koi8-r\"",
];

pub(super) const NOTES: &[&[u8]] = &[
    b"---\ntitle: \"Storm: shut\"\ndate: 2018-01-05T10:00:00Z\nauthor: [Ann Other, 'Jo O''Neil']\n\
      tags:\n  - a\nsummary: >\n  Of\n  it\n---\n# Storm\n\nThe **harbour** was [shut](https://x.org) today.\n",
    b"+++\ntitle = 'Storm'\ndate = 2018-01-05\n+++\n- one\n- two\n\n> said\n\n```\ncode\n```\n",
];

pub(super) const NOTE_TOKENS: &[&str] = &[
    "---\n",
    "+++\n",
    "...\n",
    "title: ",
    "date: ",
    "|\n",
    ">-\n",
    "- ",
    "[",
    "](",
    ")",
    "[[",
    "]]",
    "![",
    "**",
    "__",
    "`",
    "~~",
    "<",
    ">",
    "\\",
    "\"",
    "'",
    "#",
    "# ",
    "<!--",
    "-->",
    "{{< x >}}",
    "[^1]",
    "===",
    "\r",
];

pub(super) const SAVED: &[&[u8]] = &[
    b"From: <Saved by X>\r\nSnapshot-Content-Location: https://x.org/a\r\nDate: Tue, 7 Jan 2020 \
      10:00:00 -0000\r\nContent-Type: multipart/related;\r\n\tboundary=\"--b\"\r\n\r\n----b\r\n\
      Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
      <html><body><h1>Storm</h1><p>The harbour of the town was shut =E2=80=93 after a storm.=\r\n\
      </p></body></html>\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\
      \r\n\r\niVBORw0KGgo=\r\n----b--\r\n",
    b"<!DOCTYPE html>\n<!-- saved from url=(0017)https://x.org/a -->\n<html><script>\
      __wm.wombat(\"https://x.org/\",\"20180105\");</script><!-- BEGIN WAYBACK TOOLBAR INSERT -->x\
      <!-- END WAYBACK TOOLBAR INSERT --><p>The harbour was shut.</p></html><!--\n FILE ARCHIVED ON \
      13:44:22 Jan 05, 2018 AND -->",
    b"<html><title>https://x.org/a</title><body id=\"viewsource\"><pre>&lt;!DOCTYPE html&gt;\
      &lt;p&gt;The harbour was shut.</pre>",
];

pub(super) const SAVED_TOKENS: &[&str] = &[
    "\r\n\r\n",
    "----b\r\n",
    "----b--",
    "Content-Type: multipart/alternative; boundary=\"--b\"\r\n\r\n",
    "Content-Type: text/plain\r\n\r\n",
    "Content-Transfer-Encoding: base64\r\n\r\n",
    "charset=utf-16",
    "boundary=",
    "start=\"<1>\"",
    "=\r\n",
    "=C3",
    "Date: 99 Foo 0000\r\n",
    "To: x\r\n",
    "<!-- saved from url=(",
    "url: https://x.org/b",
    "<base href=\"https://x.org/c/d\">",
    "&lt;html&gt;",
    "class=\"line-content\"",
    "/20180105134422/https://x.org/",
];

pub(super) const CLIPPINGS: &[&[u8]] = &[
    b"\n  1 of 2 DOCUMENTS\n\n  The Example\n\n  March 3, 2020 Tuesday\n\nStorm shuts harbour\n\n\
      BYLINE: By ANN LEE\n\nLENGTH: 57 words\n\nIt was shut.\n\nLOAD-DATE: March 4, 2020\n\n\
      LANGUAGE: ENGLISH\n\n  2 of 2 DOCUMENTS\n\nStorm again\n\nLENGTH: 5 words\n\nIt blew.\n",
    b"Document 1 of 1\n\nStorm\n\nAuthor: Lee, Ann\n\nFull text: It was shut.\n\nPublication title: \
      The Example; London\n\nPublication date: Mar 3, 2020\n",
    b"Storm\nBy Ann Lee\n57 words\n3 March 2020\nThe Example\nEXMP\n(c) 2020 X\n\nIt was shut.\n\n\
      Document EXMP000020200303eg33000aa\n",
];

pub(super) const CLIPPING_TOKENS: &[&str] = &[
    "\n\n",
    "Document 2 of 99999999999999999999\n",
    "0 of 0 DOCUMENTS\n",
    "Document EXMP000020200303eg33000aa\n",
    "Full text: ",
    "BODY:\n",
    "LENGTH: ",
    "1,000 words\n",
    " words\n",
    "____\n",
    "Copyright 2020",
    ":",
    ";",
    ", ",
    "3 March 2020\n",
];
