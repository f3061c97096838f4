"""What the packages for Linux need of a system, and whether they run on a bare one."""
