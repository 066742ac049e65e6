package dev.bourse.web.market;

import java.util.Locale;

/**
 * Which rows, in which order. Equal queries share their work.
 *
 * @param search in upper case: a part of the symbol; empty for all
 * @param sort by what
 * @param descending largest first; rows without a tick are last either way
 */
public record RowQuery(String search, Sort sort, boolean descending) {
    /** The most characters of a search. */
    public static final int MAX_SEARCH = 32;

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    public RowQuery {
        if (search.length() > MAX_SEARCH) {
            throw new IllegalArgumentException("rows.search: '" + search.substring(0, MAX_SEARCH)
                    + "...' is not allowed; allowed are up to " + MAX_SEARCH + " characters");
        }
        search = search.toUpperCase(Locale.ROOT);
    }
}
