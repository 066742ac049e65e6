package dev.bourse.checks.violation.core;

import java.nio.file.Path;

record FileReader(Path file) {}
