package dev.bourse.gateway.keep;

import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.identity.IdentityEvent;
import dev.bourse.shared.config.StartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users' events in a file, a line of JSON each, appended and forced to the disk one by one. Blocks, so it is used
 * on a worker of its own, one event at a time. A last line without its end was never told to anybody and is cut off.
 */
public final class IdentityJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityJournal.class);
    private static final String NAME = "users.jsonl";

    private final FileChannel channel;
    private boolean broken;

    private IdentityJournal(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens the journal and applies all that is in it.
     *
     * @throws StartFailure if a line cannot be read
     */
    public static IdentityJournal open(Folder folder, Identities identities) throws IOException {
        FileChannel channel = folder.append(NAME);
        byte[] bytes = Files.readAllBytes(folder.file(NAME));
        int start = 0;
        int line = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                line++;
                apply(folder, new String(bytes, start, at - start, StandardCharsets.UTF_8), line, identities);
                start = at + 1;
            }
        }
        if (start < bytes.length) {
            LOG.warn("{} ends within line {}, which was never acknowledged: cut off", folder.file(NAME), line + 1);
            channel.truncate(start);
        }
        channel.position(start);
        return new IdentityJournal(channel);
    }

    /** Appends an event; when this returns it is on the disk. After a failure nothing more is taken. */
    public void append(IdentityEvent event) throws IOException {
        if (broken) {
            throw new IOException("an earlier event could not be written; start the gateway again");
        }
        broken = true;
        ByteBuffer line = ByteBuffer.wrap((EventText.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
        broken = false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void apply(Folder folder, String text, int line, Identities identities) {
        try {
            identities.apply(EventText.read(text));
        } catch (RuntimeException damaged) {
            throw new StartFailure(
                    folder.file(NAME) + " line " + line + " is no event (" + damaged.getMessage()
                            + "); restore the file from a backup",
                    damaged);
        }
    }
}
