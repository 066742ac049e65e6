package dev.bourse.checks.violation.core;

import java.util.Random;

final class DiceRoller {
    int roll() {
        return new Random().nextInt(6);
    }
}
