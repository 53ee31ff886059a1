"""What the service says, in both languages."""

from __future__ import annotations

from autograder.base.language import Text

WORDS = {
    "homework": Text("Homework", "과제"),
    "back_to_course": Text("Back to the course", "강의로 돌아가기"),
    "own_window": Text("Open in a window of its own", "새 창에서 열기"),
    "points": Text("points", "점"),
    "deadline": Text("Deadline", "마감"),
    "no_deadline": Text("No deadline", "마감 없음"),
    "own_deadline": Text("your own extension", "나에게 주어진 연장 기한"),
    "is_over": Text("The deadline has passed.", "마감이 지났습니다."),
    "late_costs": Text("What is handed in now counts as late.", "지금 내면 지각으로 처리됩니다."),
    "attempts": Text("Attempts", "제출 이력"),
    "attempt": Text("Attempt", "제출"),
    "exercises": Text("Exercises", "문제"),
    "by_a_person": Text("graded by a person", "사람이 채점"),
    "bonus": Text("a bonus of up to", "가산점 최대"),
    "notebook": Text("The notebook", "노트북"),
    "download": Text("Download the notebook", "노트북 내려받기"),
    "no_notebook": Text(
        "Your teacher hands out the notebook elsewhere.", "노트북은 선생님이 따로 나눠 줍니다."
    ),
    "colab": Text(
        "In Google Colab: File, then Upload notebook. Run its first cell, which brings along what "
        "the self-checks need.",
        "Google Colab에서는 ‘파일’ → ‘노트북 업로드’로 여세요. 첫 셀을 실행하면 자가 검사에 "
        "필요한 것이 준비됩니다.",
    ),
    "open_colab": Text("Open Colab", "Colab 열기"),
    "hand_in": Text("Hand in", "제출하기"),
    "drop": Text("Drag your notebook here, or", "노트북을 여기로 끌어다 놓거나"),
    "choose": Text("choose a file", "파일 고르기"),
    "kinds": Text(".ipynb, .py or .zip, at most {} MB", ".ipynb, .py, .zip 파일, 최대 {} MB"),
    "sending": Text("Sending", "보내는 중"),
    "too_large": Text(
        "The file is larger than {} MB: clear the outputs (Kernel, Restart & Clear Output) and "
        "hand it in again.",
        "파일이 {} MB보다 큽니다. 출력을 지우고(커널 → 다시 시작 및 출력 지우기) 다시 제출하세요.",
    ),
    "wrong_kind": Text(
        "Hand in the notebook itself: a file that ends in .ipynb, .py or .zip.",
        "노트북 파일을 제출하세요. 이름이 .ipynb, .py, .zip으로 끝나야 합니다.",
    ),
    "empty": Text(
        "The file is empty: save the notebook, then hand it in again.",
        "빈 파일입니다. 노트북을 저장한 뒤 다시 제출하세요.",
    ),
    "no_file": Text("Choose a file first.", "먼저 파일을 고르세요."),
    "most": Text(
        "You have handed in {} times, which is all that this homework allows.",
        "이 과제에서 허용된 {}번을 모두 제출했습니다.",
    ),
    "a_day": Text(
        "{} attempts within 24 hours are allowed. You can hand in again from {} on.",
        "24시간 안에 {}번까지 제출할 수 있습니다. {}부터 다시 제출할 수 있습니다.",
    ),
    "too_often": Text(
        "That is too many attempts in a short time. You can hand in again from {} on.",
        "짧은 시간에 너무 많이 제출했습니다. {}부터 다시 제출할 수 있습니다.",
    ),
    "busy": Text(
        "Too many requests at once: wait a moment, then try again.",
        "요청이 너무 많습니다. 잠시 뒤에 다시 시도하세요.",
    ),
    "broken_off": Text(
        "The connection broke off, and nothing was handed in: try again.",
        "연결이 끊겨 제출되지 않았습니다. 다시 시도하세요.",
    ),
    "closed": Text(
        "The final cut-off has passed: nothing is accepted any more.",
        "최종 마감이 지나 더는 받지 않습니다.",
    ),
    "attempts_left": Text("{} of {} attempts used", "{}번 제출함(최대 {}번)"),
    "waiting": Text("Waiting to be graded", "채점 대기 중"),
    "ahead": Text("{} before yours", "앞에 {}개 있음"),
    "running": Text("Being graded", "채점 중"),
    "graded": Text("Graded", "채점 완료"),
    "checks_done": Text("checks done", "개 검사 마침"),
    "unreadable": Text("Could not be read", "읽을 수 없음"),
    "internal_error": Text(
        "Could not be judged, which is a fault of ours: your teacher sees it. Nothing counts "
        "against you.",
        "우리 쪽 문제로 채점하지 못했습니다. 선생님께 알려지며 불이익은 없습니다.",
    ),
    "held_back": Text(
        "Handed in. This homework shows the result of the first {} attempts at once, and of later "
        "ones after the deadline.",
        "제출되었습니다. 이 과제는 처음 {}번의 결과만 바로 보여 주고, 그 뒤의 결과는 마감이 지난 "
        "다음에 보여 줍니다.",
    ),
    "held_short": Text("result after the deadline", "결과는 마감 뒤에"),
    "this_counts": Text("this one counts", "이 제출을 반영함"),
    "count_this": Text("Count this one", "이 제출을 반영"),
    "feedback": Text("Feedback", "채점 결과"),
    "changes": Text("What changed", "달라진 점"),
    "changes_since": Text("What changed since the attempt before", "바로 전 제출과 달라진 점"),
    "no_changes": Text("Nothing in the code.", "코드는 그대로입니다."),
    "your_file": Text("Your file", "제출한 파일"),
    "received": Text("handed in", "제출"),
    "late": Text("late", "지각"),
    "nothing_yet": Text("Nothing handed in yet.", "아직 제출하지 않았습니다."),
    "same_again": Text(
        "This is the same file as your last attempt, so it is not a new one.",
        "바로 전에 낸 파일과 똑같아서 새 제출로 세지 않습니다.",
    ),
    "total": Text("Total", "총점"),
    "not_set_up": Text(
        "Your teacher has not chosen the homework for this link yet.",
        "선생님이 아직 이 링크의 과제를 고르지 않았습니다.",
    ),
    "front": Text("Homework", "과제"),
    "front_means": Text(
        "Open your homework from your course's page in the LMS: its link signs you in.",
        "LMS의 강의 페이지에 있는 과제 링크로 들어오세요. 로그인은 자동으로 됩니다.",
    ),
    "over": Text("This page has expired", "이 페이지는 만료되었습니다"),
    "over_means": Text(
        "Open the homework from your course again. Nothing that you have handed in is lost.",
        "강의에서 과제를 다시 여세요. 제출한 것은 그대로 있습니다.",
    ),
    "problem": Text("That did not work", "처리하지 못했습니다"),
    "back": Text("Back", "돌아가기"),
    "home": Text("Homework", "과제 페이지"),
    "language": Text("한국어", "English"),
    # --- for teachers ---
    "desk": Text("Desk", "채점 책상"),
    "roster": Text("Roster", "명단"),
    "grades": Text("Grades to the LMS", "LMS로 보내는 점수"),
    "rules": Text("Rules", "규칙"),
    "trail": Text("Audit trail", "활동 기록"),
    "choose_homework": Text("Choose the homework of this link", "이 링크의 과제 고르기"),
    "choose_means": Text(
        "Students see nothing before you have chosen. Once somebody has handed in, it stays.",
        "고르기 전에는 학생에게 아무것도 보이지 않습니다. 한 번 고르면 바꿀 수 없습니다.",
    ),
    "choose_this": Text("Choose", "고르기"),
    "handed_in_by": Text("students handed in", "명이 제출함"),
    "missing_yet": Text("have not handed in", "명이 아직 내지 않음"),
    "grades_due": Text("grades to be sent", "건의 점수를 보내야 함"),
    "no_line_item": Text(
        "The LMS offers no gradebook column for this link: grades stay here. Ask for the service "
        "“Assignment and Grade Services” in the tool's settings.",
        "LMS가 이 링크에 성적 열을 주지 않아 점수가 이곳에만 남습니다. LMS의 도구 설정에서 "
        "‘Assignment and Grade Services’를 켜 달라고 하세요.",
    ),
    "fetch_members": Text("Fetch the course's members", "수강생 명단 가져오기"),
    "no_members": Text(
        "The LMS does not tell who is in the course: here are those who have opened the homework.",
        "LMS가 수강생 명단을 알려 주지 않아 과제를 열어 본 학생만 보입니다.",
    ),
    "student": Text("Student", "학생"),
    "number": Text("Number", "학번"),
    "missing": Text("missing", "미제출"),
    "extended": Text("extended", "연장됨"),
    "extend": Text("Extend", "기한 연장"),
    "until": Text("Until", "언제까지"),
    "reason": Text("Reason", "사유"),
    "give": Text("Give", "주기"),
    "rules_mean": Text(
        "Every number follows these at once; none is stored. The settings are in the manual, under "
        "“The rules of a class”.",
        "모든 점수가 이 규칙을 바로 따릅니다. 설정은 설명서의 ‘The rules of a class’에 있습니다.",
    ),
    "save": Text("Save", "저장"),
    "sent_at_once": Text(
        "Each grade goes to the LMS as soon as it is known.", "점수는 정해지는 대로 LMS에 갑니다."
    ),
    "sent_by_hand": Text("Grades go to the LMS when you say so.", "직접 보낼 때만 LMS에 갑니다."),
    "sent_from": Text("Grades go to the LMS from this time on:", "이때부터 LMS에 점수를 보냅니다:"),
    "would_go": Text("Not in the gradebook yet", "아직 성적부에 없는 점수"),
    "sent_last": Text("sent last", "마지막으로 보낸 점수"),
    "would_be": Text("now", "지금 점수"),
    "send_now": Text("Send these now", "지금 보내기"),
    "nothing_due": Text("The gradebook has every grade.", "성적부에 모든 점수가 있습니다."),
    "log": Text("What was sent and what came back", "보낸 기록과 응답"),
    "when": Text("When", "언제"),
    "who": Text("Who", "누가"),
    "deed": Text("What", "무엇을"),
    "detail": Text("Details", "자세히"),
    "state": Text("State", "상태"),
    "answer": Text("Answer", "응답"),
    "send_due": Text("on its way", "보내는 중"),
    "send_sent": Text("sent", "보냄"),
    "send_refused": Text("refused", "거절됨"),
    "send_kept": Text("left as it is", "그대로 둠"),
    "send_replaced": Text("replaced", "바뀜"),
    "nothing_sent": Text("Nothing was sent yet.", "아직 보낸 것이 없습니다."),
    "role_teacher": Text("teacher", "교수자"),
    "role_assistant": Text("assistant", "조교"),
    "role_student": Text("student", "학생"),
}
