package dev.bourse.checks.violation.left;

import dev.bourse.checks.violation.right.Right;
import org.jspecify.annotations.Nullable;

public record Left(@Nullable Right right) {}
