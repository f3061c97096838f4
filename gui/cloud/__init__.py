"""The client of Dysmsapi, and a sandbox that simulates the service."""
