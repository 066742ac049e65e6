package dev.bourse.checks.violation.state;

import dev.bourse.checks.violation.web.Page;

record NeighbourUser(Page page) {}
