package dev.bourse.checks.violation.state;

import dev.bourse.checks.violation.shared.GroupUser;

/** Breaks no rule: a group may know what is shared. */
record SharedUser(GroupUser shared) {}
