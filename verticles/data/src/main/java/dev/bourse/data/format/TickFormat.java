package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The formats of files, by the words that configure them. */
public enum TickFormat {
    /** {@code timestamp,symbol,price,size}. */
    GENERIC("generic", "a first line that names timestamp, symbol, price and size"),
    /** One day of US trades, in milliseconds since midnight. */
    US_TRADES("us-trades", "a first line that begins with ms_since_midnight"),
    /** Daily opening and closing prices. */
    DAILY("daily", "the first line symbol,date,open,close"),
    /** A crypto venue's messages, one JSON object a line. */
    CRYPTO("crypto", "lines of JSON objects, each with or without a receive time in front"),
    /** NASDAQ TotalView-ITCH 5.0, binary. */
    ITCH("itch", "a binary ITCH 5.0 system event message");

    private static final Pattern DATE = Pattern.compile("(?<!\\d)(20\\d\\d|19\\d\\d)-?(\\d\\d)-?(\\d\\d)(?!\\d)");
    private static final Pattern CRYPTO_LINE = Pattern.compile("(\\d+ )?\\{.*", Pattern.DOTALL);

    private final String word;
    private final String sign;

    TickFormat(String word, String sign) {
        this.word = word;
        this.sign = sign;
    }

    /** The word that configures it. */
    public String word() {
        return word;
    }

    /** The format of a stream that begins with {@code bytes[0, to)}; empty where it is none of these. */
    public static Optional<TickFormat> detect(byte[] bytes, int to) {
        if (ItchRecords.isItch(bytes, to)) {
            return Optional.of(ITCH);
        }
        int end = 0;
        while (end < to && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
        if (line.startsWith(UsTradesCsv.HEADER)) {
            return Optional.of(US_TRADES);
        }
        if (line.equals(DailyCsv.HEADER)) {
            return Optional.of(DAILY);
        }
        if (GenericColumns.isHeader(line)) {
            return Optional.of(GENERIC);
        }
        return CRYPTO_LINE.matcher(line).matches() ? Optional.of(CRYPTO) : Optional.empty();
    }

    /** What {@link #detect} looks for, in a sentence for a person. */
    public static String signs() {
        return Arrays.stream(values())
                .map(format -> format.word + " (" + format.sign + ")")
                .collect(Collectors.joining(", "));
    }

    /** The date in a file's name, written as yyyymmdd or yyyy-mm-dd between anything but digits. */
    public static Optional<LocalDate> dateIn(String fileName) {
        Matcher matcher = DATE.matcher(fileName);
        while (matcher.find()) {
            byte[] text = (matcher.group(1) + '-' + matcher.group(2) + '-' + matcher.group(3))
                    .getBytes(StandardCharsets.US_ASCII);
            long day = Times.day(text, 0, text.length);
            if (day >= 0) {
                return Optional.of(LocalDate.ofEpochDay(day));
            }
        }
        return Optional.empty();
    }

    /**
     * A reader of records in this format.
     *
     * @throws IllegalArgumentException if the format gives times of day and the options name no date
     */
    public RecordFormat reader(FormatOptions options, SymbolTable symbols) {
        return switch (this) {
            case GENERIC -> lines(new GenericCsv(options, symbols), options);
            case US_TRADES -> lines(new UsTradesCsv(options, symbols, date(options)), options);
            case DAILY -> lines(new DailyCsv(options, symbols), options);
            case CRYPTO -> lines(new CryptoMessages(options, symbols), options);
            case ITCH -> new ItchRecords(new ItchMessages(options, symbols, date(options)));
        };
    }

    private static RecordFormat lines(LineFormat format, FormatOptions options) {
        return new LineRecords(format, options.longestLine());
    }

    private LocalDate date(FormatOptions options) {
        return options.date()
                .orElseThrow(() -> new IllegalArgumentException("format " + word
                        + " gives times of day only: name the date in the file's name (yyyymmdd) or by option"));
    }
}
