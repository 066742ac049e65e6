package dev.bourse.checks.violation.core;

final class Printer {
    void print() {
        System.out.println();
    }
}
