package dev.bourse.gateway.identity;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.identity.Identities.User;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.access.AccessToken;
import dev.bourse.shared.access.Secret;
import dev.bourse.shared.access.TokenReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of people: a short-lived token that says who they are, and a token for the next of both. A refresh token
 * counts once: one that comes again was copied, so its session ends, for the thief and for the owner. Bounded: the
 * oldest session ends where there are too many. One thread; time is an argument.
 */
public final class Sessions {
    private static final int MOST_OF_USER = 20;

    private final Secret access;
    private final Secret refresh;
    private final Terms terms;
    private final LinkedHashMap<String, Session> sessions = new LinkedHashMap<>();
    private long reused;

    /**
     * How long and how many.
     *
     * @param access how long a token says who somebody is
     * @param refresh how long a session lives without being refreshed
     * @param most sessions at once
     */
    public record Terms(Duration access, Duration refresh, int most) {}

    /**
     * What a person gets on logging in and on refreshing.
     *
     * @param accessToken for requests
     * @param refreshToken for the next tokens, once
     * @param expiresInSeconds when the first expires
     */
    public record Tokens(String accessToken, String refreshToken, long expiresInSeconds) {}

    private static final class Session {
        final String id;
        final User user;
        long generation = 1;
        long expiresMillis;

        Session(String id, User user) {
            this.id = id;
            this.user = user;
        }
    }

    /** @param secret signs the tokens of both kinds */
    public Sessions(Secret secret, Terms terms) {
        access = secret.derive(TokenReader.PURPOSE);
        refresh = secret.derive("refresh-token");
        this.terms = terms;
    }

    /** Begins a session of a user whose password was right; the id is random. */
    public Tokens begin(User user, String id, long nowMillis) {
        sessions.values().removeIf(session -> session.expiresMillis <= nowMillis);
        makeRoom(user);
        Session session = new Session(id, user);
        sessions.put(id, session);
        return tokens(session, nowMillis);
    }

    /** The next tokens for a refresh token that was not used before. */
    public Tokens refresh(String token, long nowMillis) {
        String[] parts = token.split("\\.", 4);
        boolean ours = parts.length == 3 && refresh.verifies(parts[0] + "." + parts[1], parts[2]);
        Session session = ours ? live(parts[0], nowMillis) : null;
        if (session == null) {
            throw refused("The refresh token is not known, or its session has ended; log in");
        }
        if (Long.parseLong(parts[1]) != session.generation) {
            reused++;
            sessions.remove(session.id);
            throw refused("The refresh token was used before, so its session has ended; log in");
        }
        session.generation++;
        return tokens(session, nowMillis);
    }

    /** Who shows this token. */
    public Optional<Principal> principal(String token, long nowMillis) {
        return AccessToken.read(token, access, nowMillis / 1_000)
                .filter(read -> live(read.session(), nowMillis) != null)
                .map(read -> new Principal(read.user(), read.role(), "session:" + read.session()));
    }

    /** When the token that was shown expires, in milliseconds since 1970 UTC; 0 for none of ours. */
    public long expiryMillis(String token, long nowMillis) {
        return AccessToken.read(token, access, nowMillis / 1_000)
                .map(read -> read.expiresSeconds() * 1_000)
                .orElse(0L);
    }

    /** Ends the session of a principal. */
    public void end(Principal principal) {
        if (principal.credential().startsWith("session:")) {
            sessions.remove(principal.credential().substring("session:".length()));
        }
    }

    /** Whether the credential of a principal is a session that lives, or no session at all. */
    public boolean isLive(Principal principal, long nowMillis) {
        return !principal.credential().startsWith("session:")
                || live(principal.credential().substring("session:".length()), nowMillis) != null;
    }

    /** Ends all sessions of a user. */
    public void endAll(String user) {
        sessions.values().removeIf(session -> session.user.name().equals(user));
    }

    /** How many there are. */
    public int size() {
        return sessions.size();
    }

    /** How often a refresh token came twice. */
    public long reused() {
        return reused;
    }

    private @Nullable Session live(String id, long nowMillis) {
        Session session = sessions.get(id);
        return session == null || session.expiresMillis <= nowMillis ? null : session;
    }

    private Tokens tokens(Session session, long nowMillis) {
        long now = nowMillis / 1_000;
        session.expiresMillis = nowMillis + terms.refresh().toMillis();
        AccessToken token = new AccessToken(
                session.user.name(),
                session.user.role(),
                session.id,
                now,
                now + terms.access().toSeconds());
        String next = session.id + "." + session.generation;
        return new Tokens(
                token.write(access),
                next + "." + refresh.sign(next),
                terms.access().toSeconds());
    }

    private void makeRoom(User user) {
        Session oldestOfUser = null;
        int ofUser = 0;
        for (Session session : sessions.values()) {
            if (session.user == user) {
                oldestOfUser = oldestOfUser == null ? session : oldestOfUser;
                ofUser++;
            }
        }
        if (oldestOfUser != null && ofUser >= MOST_OF_USER) {
            sessions.remove(oldestOfUser.id);
        } else if (sessions.size() >= terms.most()) {
            sessions.remove(sessions.firstEntry().getKey());
        }
    }

    private static RuntimeException refused(String detail) {
        return Problem.of(401, "invalid-refresh-token", detail)
                .field("refreshToken")
                .refusal();
    }
}
