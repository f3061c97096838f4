"""What `make package` makes: archives, a package for Debian, a wheel, a bill of materials."""
