"""The name by which bundles that are already out ask for Otter's plugin. Must never hold more."""

from autograder.hosts.otter_plugin import Gradkit

__all__ = ["Gradkit"]
