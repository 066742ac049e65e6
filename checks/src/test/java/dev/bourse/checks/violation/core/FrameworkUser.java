package dev.bourse.checks.violation.core;

import io.vertx.core.Vertx;

record FrameworkUser(Vertx vertx) {}
