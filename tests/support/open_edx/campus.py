"""The few pages of a campus around Open edX's LTI consumer, and what it asks edx-platform for.

What is signed, checked and stored is the consumer's own. Here are only people, one course with one
block, a gradebook, and pages with a frame or a link as a course has them.
"""

from types import SimpleNamespace

from django.contrib.auth import get_user_model, login
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import include, path
from django.utils.html import escape
from lti_consumer.api import get_lti_1p3_launch_start_url
from lti_consumer.data import Lti1p3LaunchData
from lti_consumer.models import (
    CourseAllowPIISharingInLTIFlag,
    Lti1p3Passport,
    LtiConfiguration,
    LtiDlContentItem,
)
from lti_consumer.plugin import compat
from opaque_keys.edx.keys import UsageKey

BLOCK = UsageKey.from_string("block-v1:Campus+NN+2026+type@lti_consumer+block@homework4")
PEOPLE = {"lee": "Lee Sora", "hana": "Kim Hana", "minjun": "Park Minjun"}
TEACHERS = {"lee"}
GRADEBOOK = {}
"""The share of full marks that each student has, as edx-platform keeps it."""
COMMENTS = {}


def _publish(user, score, _most, comment):
    GRADEBOOK[user.username] = score
    COMMENTS[user.username] = comment


def _block(*_words):
    return SimpleNamespace(
        scope_ids=SimpleNamespace(usage_id=BLOCK),
        display_name="Homework 4",
        weight=1,
        has_score=True,
        accept_grades_past_due=True,
        is_past_due=lambda: False,
        max_score=lambda: 1,
        set_user_module_score=_publish,
    )


def _members(_course):
    return {
        user.id: {
            "id": user.id,
            "username": user.username,
            "name": PEOPLE[user.username],
            "email": f"{user.username}@campus.example",
            "roles": ["instructor" if user.username in TEACHERS else "student"],
        }
        for user in map(_user, PEOPLE)
    }


def _user(name):
    return get_user_model().objects.get_or_create(username=name)[0]


def _external(user):
    return f"external-{user.username}"


compat.load_enough_xblock = compat.load_block_as_user = _block
compat.get_user_from_external_user_id = lambda name: _user(name.removeprefix("external-"))
compat.user_has_studio_write_access = lambda user, _course: user.username in TEACHERS
compat.user_has_access = compat.user_course_access = lambda *_words, **_more: True
compat.get_course_by_id = lambda _course: SimpleNamespace(display_name="Neural networks")
compat.get_course_members = _members
compat.merge_course_forum_roles = lambda _course, members: members
compat.batch_get_or_create_externalids = lambda _users: {
    user.id: SimpleNamespace(external_user_id=_external(user)) for user in map(_user, PEOPLE)
}


def enter(request):
    """Sign in at the campus: /enter?who=hana."""
    login(request, _user(request.GET["who"]), "django.contrib.auth.backends.ModelBackend")
    return HttpResponse("signed in")


def studio(request):
    """Let a teacher set the tool up, as Studio's editor of the block does."""
    if request.user.username not in TEACHERS:
        return HttpResponse("for teachers", status=403)
    fields = ("login", "launch", "keys")
    if request.method == "GET":
        inputs = "".join(f'<label>{f} <input name="{f}"></label>' for f in fields)
        return HttpResponse(f'<form method="post">{inputs}<button>Save</button></form>')
    said = {name: request.POST[name] for name in fields}
    CourseAllowPIISharingInLTIFlag.objects.create(course_id=BLOCK.course_key, enabled=True)
    passport = Lti1p3Passport.objects.create(name="tool", lti_1p3_tool_keyset_url=said["keys"])
    LtiConfiguration.objects.create(
        version="lti_1p3",
        config_store="CONFIG_ON_DB",
        location=BLOCK,
        lti_1p3_passport=passport,
        lti_1p3_oidc_url=said["login"],
        lti_1p3_launch_url=said["launch"],
        lti_advantage_ags_mode="programmatic",
        lti_advantage_deep_linking_enabled=True,
        lti_advantage_deep_linking_launch_url=said["launch"],
        lti_advantage_enable_nrps=True,
    )
    base = f"{request.scheme}://{request.get_host()}"
    told = {
        "issuer": base,
        "client": passport.lti_1p3_client_id,
        "deployment": "1",
        "auth": f"{base}/api/lti_consumer/v1/launch/",
        "token": f"{base}/api/lti_consumer/v1/token/{passport.passport_id}",
        "keys": f"{base}/api/lti_consumer/v1/public_keysets/{passport.passport_id}",
    }
    rows = "".join(f"<dt>{n}</dt><dd id={n}>{escape(v)}</dd>" for n, v in told.items())
    return HttpResponse(f"<dl>{rows}</dl>")


def _start(request, linking):
    config = LtiConfiguration.objects.get(location=BLOCK)
    user = request.user
    data = Lti1p3LaunchData(
        user_id=user.id,
        user_role="instructor" if user.username in TEACHERS else "student",
        config_id=config.config_id,
        resource_link_id=str(BLOCK),
        external_user_id=_external(user),
        name=PEOPLE[user.username],
        email=f"{user.username}@campus.example",
        preferred_username=user.username,
        launch_presentation_document_target="iframe",
        context_id=str(BLOCK.course_key),
        context_type=["course_offering"],
        context_title="Neural networks",
        context_label="NN",
    )
    item = LtiDlContentItem.objects.filter(lti_configuration=config).first()
    return get_lti_1p3_launch_start_url(data, linking, None if linking or not item else item.id)


def choose(request):
    """Begin a teacher's choice of content."""
    return HttpResponseRedirect(_start(request, linking=True))


def course(request):
    """Show the course's page: the homework in a frame, or as a link with ?window=1."""
    start = escape(_start(request, linking=False))
    if "window" in request.GET:
        return HttpResponse(f'<a id="homework" href="{start}">Homework 4</a>')
    return HttpResponse(
        "<!doctype html><title>Neural networks</title><h1>Neural networks</h1>"
        f'<iframe id="homework" title="Homework 4" width="900" height="700" src="{start}"></iframe>'
    )


def gradebook(_request):
    """Tell the course's gradebook."""
    return JsonResponse({"grades": GRADEBOOK, "comments": COMMENTS})


urlpatterns = [
    path("api/", include("lti_consumer.plugin.urls", namespace="lti_consumer")),
    path("enter", enter),
    path("studio", studio),
    path("choose", choose),
    path("course", course),
    path("gradebook", gradebook),
]
