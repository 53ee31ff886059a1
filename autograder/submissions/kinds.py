"""What a file is, by its bytes and its name, where it is no notebook: in words for its sender.

Looks at a few kilobytes and knows signatures only. Must never open, render or follow what it sees.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from autograder.base.language import Text
from autograder.submissions.encodings import text_of

HEAD = 8_192
"""Bytes of a file from which it is known whether it may be a notebook or a zip."""
PAGE = 400_000
"""Bytes of a file from which it is known what else it is: a page has its styles first."""

_SIGNATURES: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", Text("a PDF document", "PDF 문서")),
    (b"7z\xbc\xaf\x27\x1c", Text("a 7z archive", "7z 압축 파일")),
    (b"Rar!\x1a\x07", Text("a RAR archive", "RAR 압축 파일")),
    (b"EGGA", Text("an EGG archive", "EGG 압축 파일")),
    (b"ALZ\x01", Text("an ALZ archive", "ALZ 압축 파일")),
    (b"\x1f\x8b", Text("a gzip archive (.gz)", "gzip 압축 파일(.gz)")),
    (b"BZh", Text("a bzip2 archive (.bz2)", "bzip2 압축 파일(.bz2)")),
    (b"\xfd7zXZ\x00", Text("an xz archive (.xz)", "xz 압축 파일(.xz)")),
    (b"\x28\xb5\x2f\xfd", Text("a zstd archive (.zst)", "zstd 압축 파일(.zst)")),
    (b"\x89PNG", Text("a picture (PNG)", "그림 파일(PNG)")),
    (b"\xff\xd8\xff", Text("a picture (JPEG)", "그림 파일(JPEG)")),
    (b"GIF8", Text("a picture (GIF)", "그림 파일(GIF)")),
    (b"{\\rtf", Text("a rich text document (RTF)", "서식 있는 문서(RTF)")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Text("an Office or Hangul (HWP) document", "오피스 또는 한글(HWP) 문서"),
    ),
    (
        b"L\x00\x00\x00\x01\x14\x02\x00",
        Text("a Windows shortcut", "원본이 아니라 윈도 바로 가기"),
    ),
    (
        b"book\x00\x00\x00\x00mark",
        Text("a macOS alias", "macOS 가상본(에일리어스)"),
    ),
    (b"\x00\x05\x16\x07", Text("what macOS keeps beside a file", "macOS가 따로 저장한 부가 정보")),
    (b"SQLite format 3", Text("a database (SQLite)", "데이터베이스(SQLite)")),
    (b"\x93NUMPY", Text("an array saved by NumPy", "NumPy로 저장한 배열")),
    (b"\x89HDF", Text("an HDF5 data file", "HDF5 데이터 파일")),
    (b"bplist00", Text("a settings file of macOS", "macOS 설정 파일")),
    (b"\x80\x04\x95", Text("a Python pickle, which is never opened", "열지 않는 파이썬 피클 파일")),
)
CLOUD = Text("a shortcut to a file in the cloud", "원본이 아니라 클라우드 파일로 가는 바로 가기")
_HTML_NOTEBOOK = Text("an HTML export of a notebook", "노트북을 HTML로 내보낸 파일")
_SIGN_IN = Text(
    "a web page that asks to sign in, saved in place of the notebook",
    "노트북 대신 저장된 로그인 웹 페이지",
)
_WEB_PAGE = Text("a web page (HTML)", "웹 페이지(HTML)")
_OFFICE = Text("an Office document", "오피스 문서")
_HANGUL = Text("a Hangul document (HWPX)", "한글 문서(HWPX)")
# Of a text, the first that fits; the words are those that the programs write.
_TEXTS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"\A\s*\[InternetShortcut\]|\A\s*\[Desktop Entry\]", re.I), CLOUD),
    (re.compile(r"<plist\b.*<key>URL</key>", re.I | re.S), CLOUD),
    (re.compile(r"\A\s*\{[^{}\[\]]*\"(?:doc_id|resource_id|url)\"\s*:", re.I), CLOUD),
    (
        re.compile(r"\Aversion https://git-lfs\.github\.com/spec/"),
        Text(
            "only a pointer of Git LFS",
            "원본을 가리키기만 하는 Git LFS 포인터",
        ),
    ),
    (
        re.compile(r"\A\s*https?://\S+\s*\Z"),
        Text("a text that holds only a link", "링크만 적힌 텍스트"),
    ),
    (
        re.compile(r"\AFrom: .*\bMIME-Version: |\AMIME-Version: ", re.S),
        Text(
            "a web page or mail saved as one file (MHTML)",
            "한 파일로 저장한 웹 페이지나 메일(MHTML)",
        ),
    ),
)
_IS_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
_IS_NOTEBOOK_PAGE = re.compile(r"jp-Notebook|notebook-container|nbconvert|jupyter", re.I)
_IS_SIGN_IN = re.compile(
    r"sign[\s_-]?in|log[\s_-]?in|password|accounts\.google|oauth|saml|sso|로그인|비밀번호", re.I
)
# By the name alone, where the bytes tell nothing.
_NAMED = {
    **dict.fromkeys(
        (".crdownload", ".part", ".partial", ".download", ".opdownload"),
        Text("a download that was not finished", "다운로드가 끝나지 않은 파일"),
    ),
    **dict.fromkeys(
        (".gdoc", ".gsheet", ".gslides", ".gdraw", ".gform", ".url", ".webloc", ".icloud", ".lnk"),
        CLOUD,
    ),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _WEB_PAGE),
    **dict.fromkeys((".md", ".rmd", ".qmd"), Text("a Markdown text", "마크다운 문서")),
    **dict.fromkeys((".pyc", ".pyo"), Text("compiled Python", "컴파일된 파이썬 파일")),
    **dict.fromkeys((".tar",), Text("a tar archive", "tar 압축 파일")),
    **dict.fromkeys((".bak", ".orig", ".swp", ".tmp"), Text("a backup copy", "백업 파일")),
    **dict.fromkeys(
        (".csv", ".tsv", ".json", ".jsonl", ".npz", ".mat", ".xml", ".yml", ".yaml", ".toml"),
        Text("data", "데이터 파일"),
    ),
    **dict.fromkeys((".mp4", ".mov", ".avi", ".mp3", ".m4a"), Text("a recording", "녹화 파일")),
    **dict.fromkeys(
        (".tex", ".r", ".jl", ".m", ".c", ".cpp", ".java", ".js"),
        Text("source text in another language than Python", "파이썬이 아닌 언어의 소스 파일"),
    ),
}
_EMPTY = Text("an empty file", "빈 파일")
_PLAIN_TEXT = Text("a text without code to grade", "채점할 코드가 없는 텍스트")
_UNKNOWN = Text("of a kind that holds no code to grade", "채점할 코드가 들어 있지 않은 파일")


def is_zip(data: bytes) -> bool:
    """Tell whether bytes begin as a zip does, an empty one included."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def looks_like_notebook(head: bytes) -> bool:
    """Tell whether a file begins as a notebook does, under whatever name it was sent."""
    text = _text(head).lstrip("\ufeff \t\r\n")
    keys = r"\"(?:cells|worksheets|nbformat|cell_type|metadata|nbformat_minor)\"\s*:"
    return text.startswith("{") and re.search(keys, text[:HEAD]) is not None


def what(head: bytes, name: str) -> Text:
    """Return what a file is that holds nothing to grade, as a noun with its article."""
    if known := signed(head):
        return known
    suffix = PurePosixPath(name.lower()).suffix
    if suffix in _NAMED:
        return _NAMED[suffix]
    if not head.strip(b"\0 \t\r\n"):
        return _EMPTY
    return _PLAIN_TEXT if text_of(head[:HEAD]) is not None else _UNKNOWN


def signed(head: bytes) -> Text | None:
    """Return what a file is by its first bytes; None where they don't tell."""
    if is_zip(head):
        return _packed_document(head)
    for signature, known in _SIGNATURES:
        if head.startswith(signature):
            return known
    if head[257:262] == b"ustar":
        return Text("a tar archive", "tar 압축 파일")
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return Text("a picture (HEIC)", "그림 파일(HEIC)")
    text = _text(head)
    if _IS_HTML.match(text):
        return _page(text)
    return next((known for pattern, known in _TEXTS if pattern.search(text)), None)


def _page(text: str) -> Text:
    if _IS_NOTEBOOK_PAGE.search(text):
        return _HTML_NOTEBOOK
    return _SIGN_IN if _IS_SIGN_IN.search(text) else _WEB_PAGE


def _packed_document(head: bytes) -> Text | None:
    if b"[Content_Types].xml" in head or b"mimetypeapplication/vnd.oasis" in head:
        return _OFFICE
    return _HANGUL if b"mimetypeapplication/hwp" in head else None


def _text(head: bytes) -> str:
    """Return the beginning of a file as text, whatever cannot be read of it left out."""
    if (text := text_of(head)) is not None:
        return text
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8", "ignore")
