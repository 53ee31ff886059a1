"""The service as an LTI tool: launches that open visits, a gradebook's column, scores, members.

Must never turn a student away because a platform's services do not answer.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from decimal import Decimal

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount

from autograder.base.errors import GradkitError
from autograder.lms.push.http import Rejected
from autograder.lti.launch import Launch
from autograder.lti.line_items import line_item
from autograder.lti.members import members
from autograder.lti.routes import lti_routes
from autograder.lti.scores import Score, send_score
from autograder.lti.tool import LtiTool, Offered
from autograder.service import visits
from autograder.service.app import opened, service_app
from autograder.service.schema import LinkRow, SendRow
from autograder.service.sending import Post
from autograder.service.site import KEYS, Site
from autograder.submissions.identity import Person

_log = logging.getLogger("gradkit")


def tool_of(site: Site) -> LtiTool:
    """Return the tool that a service is, with its keys and what it offers."""
    offered = [
        Offered(a.name, a.title, Decimal(str(a.max_score))) for a in site.assignments.values()
    ]
    settings = site.settings
    return LtiTool(site.engine, site.folder / KEYS, settings.address, offered, settings.inside)


def whole_service(site: Site, tool: LtiTool) -> Starlette:
    """Return the service with the door that launches come in by."""

    def launched(_request: Request, launch: Launch) -> Response:
        response = opened(site, launch)
        # After the answer: nobody waits for a platform whose services are slow.
        response.background = BackgroundTask(_have_column, site, tool, launch)
        return response

    def known(link: LinkRow) -> Iterator[tuple[Person, str]]:
        for one in members(tool, link.platform, link.members):
            if one.active:
                person = Person(one.name, one.user, number=one.number, email=one.email)
                yield person, visits.ROLES[one.role]

    routes = [Mount("/lti", routes=lti_routes(tool, launched))]
    return service_app(site, routes, known)


def _have_column(site: Site, tool: LtiTool, launch: Launch) -> None:
    """Have the link's column in the gradebook, with its title and points, from the first launch.

    That may be a student's, weeks before a teacher comes again.
    """
    link = visits.link_of(site, launch)
    assignment = site.assignments.get(link.assignment)
    if assignment is None or (link.line_item and launch.role != "instructor"):
        return
    title = link.title or assignment.title.en
    try:
        url = line_item(tool, launch, title, Decimal(str(assignment.max_score)))
    except (Rejected, GradkitError) as why:
        _log.error("%s: no column in the gradebook: %s", title, why)
        return
    if url:
        visits.keep_line_item(site, link, url)


def post_by(tool: LtiTool) -> Post:
    """Return what sends one grade to the platform that its class came from."""

    def post(link: LinkRow, row: SendRow) -> str:
        score = Score(
            row.user,
            Decimal(row.score),
            Decimal(row.maximum),
            row.at,
            row.comment,
            may_lower=True,  # which attempt counts, the class's rules have said
        )
        return send_score(tool, link.line_item, link.platform, score)

    return post
