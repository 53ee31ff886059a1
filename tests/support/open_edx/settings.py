"""Open edX's own LTI consumer as a platform: the least Django settings that it runs with."""

import os

PORT = os.environ["PLATFORM_PORT"]
SECRET_KEY = "for tests only"
DEBUG, USE_TZ, ALLOWED_HOSTS, ROOT_URLCONF = True, True, ["*"], "campus"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "rest_framework",
    "config_models",
    "lti_consumer.apps.LTIConsumerApp",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["PLATFORM_DB"]}}
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
LMS_ROOT_URL = CMS_ROOT_URL = LTI_BASE = LTI_API_BASE = f"http://127.0.0.1:{PORT}"
LMS_BASE = f"127.0.0.1:{PORT}"
PLATFORM_NAME = "Campus"
FEATURES = {"LTI_1P3_ENABLED": True}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USAGE_ID_PATTERN = r"(?P<usage_id>(?:i4x://?[^/]+/[^/]+/[^/]+/[^@]+(?:@[^/]+)?)|(?:[^/]+))"
USAGE_KEY_PATTERN = USAGE_ID_PATTERN.replace("usage_id", "usage_key_string")
COURSE_ID_PATTERN = r"(?P<course_id>[^/+]+(/|\+)[^/+]+(/|\+)[^/?]+)"
