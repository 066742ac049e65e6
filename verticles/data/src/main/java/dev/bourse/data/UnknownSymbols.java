package dev.bourse.data;

/** What becomes of a symbol that no instrument has. */
public enum UnknownSymbols {
    /** It is added, unless a universe file was given. */
    AUTOMATIC,
    /** It becomes an instrument. */
    ADD,
    /** Its record is rejected. */
    REJECT
}
