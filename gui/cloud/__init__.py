"""Dysmsapi: the service, and a sandbox that answers as it does."""
