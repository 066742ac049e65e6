package dev.bourse.checks.violation.web;

public record Page(String title) {}
