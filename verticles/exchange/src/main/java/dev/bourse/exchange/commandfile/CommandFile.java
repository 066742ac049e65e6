package dev.bourse.exchange.commandfile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A command file that is read from its first line to its last: plain text, or gzip where its name ends in .gz. */
public final class CommandFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final BufferedReader lines;
    private final CommandLine parser = new CommandLine();
    private long lineNumber = 1;

    private CommandFile(Path path, BufferedReader lines) {
        this.path = path;
        this.lines = lines;
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws CommandFileException where the first line is not the header
     * @throws IOException where the file cannot be read
     */
    public static CommandFile open(Path path) throws IOException, CommandFileException {
        InputStream bytes = Files.newInputStream(path);
        try {
            InputStream text = path.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), BUFFER_BYTES);
            CommandFile file = new CommandFile(path, lines);
            String header = lines.readLine();
            if (!CommandLine.HEADER.equals(header)) {
                throw file.at("header is \"" + (header == null ? "" : header) + "\"; allowed: " + CommandLine.HEADER);
            }
            return file;
        } catch (IOException | CommandFileException fault) {
            bytes.close();
            throw fault;
        }
    }

    /**
     * Reads the next command; says false at the end of the file.
     *
     * @throws CommandFileException where the line is not a command; its message names file, line, field and what is
     *     allowed
     * @throws IOException where the file cannot be read
     */
    public boolean next(FileCommand command) throws IOException, CommandFileException {
        String line = lines.readLine();
        if (line == null) {
            return false;
        }
        lineNumber++;
        try {
            parser.parse(line, command);
        } catch (CommandFileException fault) {
            throw at(String.valueOf(fault.getMessage()));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private CommandFileException at(String fault) {
        return new CommandFileException(path + " line " + lineNumber + ": " + fault);
    }
}
