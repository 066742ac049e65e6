package dev.bourse.checks.violation.core;

import dev.bourse.checks.violation.wiring.Sleeper;

record WiringUser(Sleeper sleeper) {}
