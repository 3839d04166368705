"""What each way of failing means: refused, later, or nobody knows."""

import email
import smtplib
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, send_mail

from summit import transport
from summit.transport import Parcel, Result
from tests.smtp_sink import Sink, free_port


def parcel(content: bytes = b"Subject: x\r\n\r\nbody\r\n") -> Parcel:
    return Parcel("noreply@summit.example", "aide@us.example", content, "20240401T000000Z-1.eml")


def yes() -> bool:
    return True


def test_a_batch_goes_over_one_connection(sink: Sink) -> None:
    with transport.opened() as opened:
        results = [opened.send(parcel(), yes).result for _ in range(5)]
    assert results == [Result.SENT] * 5
    assert (len(sink.messages), sink.connections) == (5, 1)


def test_lines_that_begin_with_a_dot_arrive_whole(sink: Sink) -> None:
    with transport.opened() as opened:
        opened.send(parcel(b"Subject: x\r\n\r\n.\r\n..two\r\nend"), yes)
    assert sink.messages[0].get_payload() == ".\r\n..two\r\nend\r\n"


@pytest.mark.parametrize(
    ("stage", "answer", "expected"),
    [
        ("RCPT", "550 5.1.1 no such user", Result.REFUSED),
        ("RCPT", "450 4.2.0 later", Result.LATER),
        ("DATA", "554 5.7.1 refused", Result.REFUSED),
        ("DATA", "451 4.3.0 later", Result.LATER),
        ("DATA", "drop", Result.UNCLEAR),
    ],
)
def test_each_answer_means_what_it_means(
    sink: Sink, stage: str, answer: str, expected: Result
) -> None:
    answers = iter([answer])
    sink.trouble = lambda at: next(answers, "") if at == stage else ""
    with transport.opened() as opened:
        outcome = opened.send(parcel(), yes)
        after = opened.send(parcel(), yes)
    assert outcome.result is expected
    assert answer == "drop" or outcome.answer == answer
    # The next message of the batch is none the worse for it.
    assert after.result is Result.SENT


def test_a_server_that_is_away_is_asked_once_a_batch(settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    asked: list[str] = []

    def ask() -> bool:
        asked.append("fence")
        return True

    with transport.opened() as opened:
        outcomes = [opened.send(parcel(), ask) for _ in range(3)]
    assert [outcome.result for outcome in outcomes] == [Result.LATER] * 3
    assert outcomes[0] is outcomes[2]
    assert not asked


@pytest.mark.parametrize("answer", ["530 5.7.0 sign in first", "553 5.7.1 not your address"])
def test_a_sender_that_is_refused_is_not_the_messages_mistake(
    sink: Sink, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    asked: list[str] = []

    async def refuse(*_arguments: object) -> str:
        asked.append("MAIL")
        return answer

    monkeypatch.setattr(Sink, "handle_MAIL", refuse, raising=False)
    with transport.opened() as opened:
        outcomes = [opened.send(parcel(), yes) for _ in range(3)]
    assert {(outcome.result, outcome.answer) for outcome in outcomes} == {(Result.LATER, answer)}
    assert asked == ["MAIL"]
    monkeypatch.undo()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"EMAIL_HOST": "mail..example"},
        {"EMAIL_HOST_USER": "summit", "EMAIL_HOST_PASSWORD": "Geheimnis-ß"},
    ],
)
def test_settings_that_make_no_sense_mean_later(
    sink: Sink, settings: Any, monkeypatch: pytest.MonkeyPatch, nonsense: dict[str, Any]
) -> None:
    def login(self: smtplib.SMTP, user: str, password: str) -> None:
        self.user, self.password = user, password
        self.auth(
            "PLAIN", self.auth_plain
        )  # what a real login does with them, without a server that offers it

    for name, value in nonsense.items():
        setattr(settings, name, value)
    monkeypatch.setattr(smtplib.SMTP, "login", login)
    with transport.opened() as opened:
        outcomes = [opened.send(parcel(), yes) for _ in range(2)]
    assert [outcome.result for outcome in outcomes] == [Result.LATER] * 2
    # The platform administrator reads this.
    assert "ß" not in outcomes[0].answer
    assert "xdf" not in outcomes[0].answer


def test_any_answer_that_accepts_is_success(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    sink.trouble = lambda stage: "251 2.0.0 taken, and passed on" if stage == "DATA" else ""
    with transport.opened() as opened:
        assert opened.send(parcel(), yes).result is Result.SENT


def test_an_answer_that_is_none_leaves_a_doubt(sink: Sink) -> None:
    answers = iter(["gibberish"])
    sink.trouble = lambda stage: next(answers, "") if stage == "DATA" else ""
    with transport.opened() as opened:
        assert opened.send(parcel(), yes).result is Result.UNCLEAR
        assert opened.send(parcel(), yes).result is Result.SENT


def test_the_fence_is_asked_after_rcpt_and_before_data(sink: Sink) -> None:
    seen: list[str] = []

    def note(stage: str) -> str:
        seen.append(stage)
        return ""

    def fence(answer: bool) -> bool:
        seen.append("fence")
        return answer

    sink.trouble = note
    with transport.opened() as opened:
        held = opened.send(parcel(), lambda: fence(False))
        sent = opened.send(parcel(), lambda: fence(True))
    assert (held.result, sent.result) == (Result.HELD, Result.SENT)
    assert seen == ["RCPT", "fence", "RCPT", "fence", "DATA"]
    assert len(sink.messages) == 1


def test_what_the_fence_raises_passes_through_and_nothing_is_sent(sink: Sink) -> None:
    def broken() -> bool:
        raise ConnectionError("database")

    with pytest.raises(ConnectionError, match="database"), transport.opened() as opened:
        opened.send(parcel(), broken)
    assert not sink.messages


def test_without_a_server_mail_becomes_files(settings: Any) -> None:
    with transport.opened() as opened:
        assert opened.send(parcel(b"one"), yes).result is Result.SENT
        assert opened.send(parcel(b"two"), yes).result is Result.SENT
        assert opened.send(parcel(b"three"), lambda: False).result is Result.HELD
    folder = Path(settings.MAIL_DIR)
    # A resend has the same name and replaces the first; nothing unfinished stays behind.
    assert [path.name for path in folder.iterdir()] == ["20240401T000000Z-1.eml"]
    assert (folder / "20240401T000000Z-1.eml").read_bytes() == b"two"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_means_later(settings: Any, tmp_path: Path) -> None:
    settings.MAIL_DIR = tmp_path / "file" / "mail"
    (tmp_path / "file").write_text("in the way")
    with transport.opened() as opened:
        assert opened.send(parcel(), yes).result is Result.LATER


def test_djangos_own_mails_go_to_the_same_folder(settings: Any) -> None:
    settings.EMAIL_BACKEND = "summit.transport.FileEmailBackend"
    assert send_mail("新しいパスワード", "本文", None, ["na1@mofa.example"]) == 1
    assert EmailMessage("nobody", "x").send() == 0
    [path] = Path(settings.MAIL_DIR).glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["Subject"] == "新しいパスワード"
    assert message["To"] == "na1@mofa.example"
