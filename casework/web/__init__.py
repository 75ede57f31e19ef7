"""Blueprints, forms and presenters; templates of the same name stand in ``templates/``."""
