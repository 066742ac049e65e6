package dev.bourse.checks.violation.core;

import io.vertx.core.VerticleBase;

final class VerticleAmongRules extends VerticleBase {}
