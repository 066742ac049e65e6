package dev.bourse.checks.violation.shared;

import dev.bourse.checks.violation.web.Page;

public record GroupUser(Page page) {}
