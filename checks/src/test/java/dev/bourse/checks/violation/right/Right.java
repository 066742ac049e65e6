package dev.bourse.checks.violation.right;

import dev.bourse.checks.violation.left.Left;
import org.jspecify.annotations.Nullable;

public record Right(@Nullable Left left) {}
