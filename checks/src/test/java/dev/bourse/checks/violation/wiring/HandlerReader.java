package dev.bourse.checks.violation.wiring;

import io.vertx.core.Future;

/** Breaks no rule: the handler runs when the results are there. */
final class HandlerReader {
    Future<String> read(Future<String> left, Future<String> right) {
        return Future.all(left, right).map(done -> left.result() + right.result());
    }
}
