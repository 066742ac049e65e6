package dev.bourse.gateway.identity;

/**
 * What is known of a document that proves who somebody is; the document itself is kept elsewhere.
 *
 * @param type such as {@code passport}
 * @param country who issued it: two letters
 * @param expires its last day, {@code yyyy-mm-dd}, or empty
 * @param fileName as it was handed in
 * @param bytes how long the file is
 * @param sha256 of the file, in hexadecimal digits
 */
public record KycDocument(String type, String country, String expires, String fileName, long bytes, String sha256) {}
