"""The door for a web server: ``gunicorn kemi_strategy.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kemi_strategy.settings")

application = get_wsgi_application()
