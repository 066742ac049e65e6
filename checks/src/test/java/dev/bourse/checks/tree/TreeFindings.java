package dev.bourse.checks.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What may stand in no file of the tree, whatever its kind. */
final class TreeFindings {
    /** Written in two halves, so that this file passes its own test. */
    private static final Pattern DOWNLOAD_HOST = Pattern.compile("(?i)\\b(repo1?\\.maven|repo\\.maven\\.ap"
            + "ache|registry\\.npm" + "js|registry\\.yarn" + "pkg|central\\.sona"
            + "type|oss\\.sona" + "type|plugins\\.gra" + "dle|services\\.gra" + "dle|files\\.python"
            + "hosted|pypi\\.org"
            + "|jcenter\\.bin" + "tray|jit" + "pack\\.io|docker\\.io|quay\\.io|ghcr\\.io|gcr\\.io|artif" + "actory)");
    /** Folders of the people and machines that write this. */
    private static final Pattern PERSONAL_PATH = Pattern.compile(
            "(^|[\\s\"'(=:`])(/ho" + "me/|/Us" + "ers/|/ro" + "ot/|/wo" + "rk/|[A-Z]:\\\\\\\\?Us" + "ers)");

    private TreeFindings() {}

    /** A line for each place where a text names a host to download from, or a folder that only its writer has. */
    static List<String> in(String name, String text) {
        List<String> found = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (DOWNLOAD_HOST.matcher(line).find()) {
                found.add(name + ":" + number + " names a download host");
            }
            if (PERSONAL_PATH.matcher(line).find()) {
                found.add(name + ":" + number + " names a folder of one machine");
            }
        }
        return found;
    }
}
