package dev.bourse.gateway.desk;

import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.identity.Identities.Claim;
import dev.bourse.gateway.identity.Identities.User;
import dev.bourse.gateway.identity.IdentityEvent.AccountClaimed;
import dev.bourse.gateway.identity.IdentityEvent.AccountDecided;
import dev.bourse.gateway.identity.KycDocument;
import dev.bourse.gateway.model.Account;
import dev.bourse.gateway.model.Asset;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.order.NewInstrument;
import dev.bourse.gateway.order.Outcome;
import dev.bourse.gateway.order.Rejections;
import dev.bourse.gateway.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Opens accounts, has them verified, and moves money in and out of them. */
public final class AccountCalls {
    private static final int MOST_DOCUMENTS = 10;
    private static final int MOST_ACCOUNT = (1 << 22) - 1;
    /** How often the next account number is tried where somebody else took it. */
    private static final int TRIES = 8;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final List<Kyc> DECISIONS = List.of(Kyc.VERIFIED, Kyc.REJECTED, Kyc.SUSPENDED);

    private final Desk desk;
    private final Identities identities;
    private final Accounts accounts;
    private final IdentityLog log;
    private int drawn;

    private enum DocumentType {
        PASSPORT,
        IDENTITY_CARD,
        DRIVING_LICENCE,
        RESIDENCE_PERMIT,
        PROOF_OF_ADDRESS
    }

    public AccountCalls(Desk desk, Identities identities, Accounts accounts, IdentityLog log) {
        this.desk = desk;
        this.identities = identities;
        this.accounts = accounts;
        this.log = log;
    }

    /** Says which calls are answered here. */
    public void addTo(Calls calls) {
        calls.put(Call.OPEN_ACCOUNT, this::open)
                .put(Call.DEPOSIT, this::deposit)
                .put(Call.WITHDRAW, this::withdraw)
                .put(Call.VERIFICATIONS, request -> desk.caughtUp().map(caughtUp -> verifications(request)))
                .put(Call.VERIFY, this::verify)
                .put(Call.KILL_SWITCH, this::killSwitch);
    }

    private Future<Reply> open(Request request) {
        List<KycDocument> documents =
                request.body().only("documents").list("documents", MOST_DOCUMENTS, AccountCalls::document);
        User user = identities.user(request.who().user()).orElseThrow();
        return desk.caughtUp().compose(caughtUp -> {
            Optional<Account> present =
                    user.claim().flatMap(claim -> desk.model().account(claim.account()));
            if (present.isEmpty()) {
                return open(user, documents, TRIES);
            }
            Kyc kyc = present.get().kyc();
            if (kyc == Kyc.VERIFIED || kyc == Kyc.SUSPENDED || present.get().isClosed()) {
                throw Problem.of(409, "account-exists", "The user's account is " + Fields.word(kyc) + " already")
                        .refusal();
            }
            return claim(user, present.get().id(), documents)
                    .compose(claimed -> pending(present.get().id()));
        });
    }

    /** Claims a number first: should the gateway end in between, the same call goes on where it was. */
    private Future<Reply> open(User user, List<KycDocument> documents, int tries) {
        int account = user.claim().map(Claim::account).orElseGet(this::draw);
        return claim(user, account, documents)
                .compose(claimed -> desk.submit(desk.commands().open(account)))
                .compose(answer -> {
                    RejectReason reason = Outcome.of(answer, 0).rejection().orElse(null);
                    if (reason == null) {
                        return pending(account);
                    }
                    if (reason != RejectReason.ACCOUNT_EXISTS || tries == 1) {
                        throw Rejections.problem(reason).refusal();
                    }
                    return desk.reached(answer.lastOutput()).compose(reached -> {
                        return claim(user, draw(), documents).compose(claimed -> open(user, documents, tries - 1));
                    });
                });
    }

    /** A number that nobody has or is about to have here, whoever else opens an account at the same time. */
    private int draw() {
        drawn = Math.max(drawn, Math.max(desk.model().highestAccount(), identities.highestAccount())) + 1;
        return drawn;
    }

    private Future<Void> claim(User user, int account, List<KycDocument> documents) {
        return log.add(new AccountClaimed(log.nowMillis(), user.name(), account, documents));
    }

    private Future<Reply> pending(int account) {
        return desk.reply(
                desk.commands().verify(account, Kyc.PENDING),
                answer -> Reply.created(Documents.account(accounts.account(account), desk.model())));
    }

    private Future<Reply> deposit(Request request) {
        Fields body = request.body().only("account", "asset", "amount", "reference");
        return transfer(
                body,
                accounts.account((int) body.whole("account", 1, MOST_ACCOUNT)).id(),
                true);
    }

    private Future<Reply> withdraw(Request request) {
        Fields body = request.body().only("asset", "amount", "reference");
        return transfer(body, accounts.own(request.who()), false);
    }

    private Future<Reply> transfer(Fields body, int account, boolean in) {
        Asset asset = NewInstrument.asset(body, "asset", desk.model());
        long units = asset.step().count("amount", body.value("amount"));
        long reference = body.whole("reference", 1, Long.MAX_VALUE);
        byte[] command = in
                ? desk.commands().deposit(account, asset.id(), units, reference)
                : desk.commands().withdraw(account, asset.id(), units, reference);
        return desk.reply(
                command,
                answer -> Reply.created(
                        Documents.balance(asset, accounts.account(account).balance(asset))
                                .put("account", account)
                                .put("amount", asset.text(units))
                                .put("reference", String.valueOf(reference))
                                .put("sequence", answer.lastOutput())));
    }

    private Reply verifications(Request request) {
        long limit = request.parameters().whole("limit", 1, 1_000, 100);
        JsonArray queue = new JsonArray();
        desk.model().pending().stream()
                .limit(limit)
                .forEach(account -> queue.add(new JsonObject()
                        .put("account", account.id())
                        .put("since", account.kycMicros())
                        .put(
                                "user",
                                identities.claim(account.id()).map(Claim::user).orElse(""))
                        .put(
                                "documents",
                                Documents.documents(identities
                                        .claim(account.id())
                                        .map(Claim::documents)
                                        .orElse(List.of())))));
        return Reply.ok(
                new JsonObject().put("total", desk.model().pending().size()).put("verifications", queue));
    }

    /** Noted first: a decision that took effect always tells who took it. */
    private Future<Reply> verify(Request request) {
        int account = accounts.account((int) request.parameters().whole("account", 1, MOST_ACCOUNT))
                .id();
        Fields body = request.body().only("decision", "reason");
        Kyc decision = body.choice("decision", DECISIONS);
        String reason = body.text("reason", 500, "");
        AccountDecided decided = new AccountDecided(
                log.nowMillis(), account, Fields.word(decision), request.who().user(), reason);
        Future<Void> noted = identities.claim(account).isPresent() ? log.add(decided) : Future.succeededFuture();
        return noted.compose(added -> desk.reply(
                desk.commands().verify(account, decision),
                answer -> Reply.ok(Documents.account(accounts.account(account), desk.model()))));
    }

    private Future<Reply> killSwitch(Request request) {
        int account = accounts.account((int) request.parameters().whole("account", 1, MOST_ACCOUNT))
                .id();
        Fields body = request.body().only("engaged");
        body.value("engaged");
        return desk.reply(
                desk.commands().kill(account, body.flag("engaged")),
                answer -> Reply.ok(Documents.account(accounts.account(account), desk.model())));
    }

    private static KycDocument document(Fields fields) {
        fields.only("type", "country", "expires", "fileName", "bytes", "sha256");
        return new KycDocument(
                Fields.word(fields.choice("type", List.of(DocumentType.values()))),
                matching(fields, "country", COUNTRY, "two capital letters"),
                fields.has("expires") ? matching(fields, "expires", DATE, "a day: yyyy-mm-dd") : "",
                fields.text("fileName", 200),
                fields.whole("bytes", 1, 100_000_000),
                matching(fields, "sha256", SHA256, "64 hexadecimal digits in lower case"));
    }

    private static String matching(Fields fields, String name, Pattern pattern, String allowed) {
        String text = fields.text(name, 64);
        if (!pattern.matcher(text).matches()) {
            throw fields.invalid(name, allowed);
        }
        return text;
    }
}
