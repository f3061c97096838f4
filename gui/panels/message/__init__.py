"""The widgets of the message: sign and template, parameters, options."""
