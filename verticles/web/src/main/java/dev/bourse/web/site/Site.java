package dev.bourse.web.site;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The page's files, all read at start and served from memory with a strong ETag, compressed where the browser takes it.
 * What is not among them does not exist; no path of a request ever reaches a file system.
 */
public final class Site implements Handler<RoutingContext> {
    private static final String ROOT = "webroot";

    private final Map<String, Asset> assets;

    private Site(Map<String, Asset> assets) {
        this.assets = assets;
    }

    /** Reads everything under {@code webroot/} of the class path; blocks. */
    public static Site load(ClassLoader loader) throws IOException {
        Map<String, Asset> assets = new TreeMap<>();
        for (URL root : Collections.list(loader.getResources(ROOT))) {
            if (root.getProtocol().equals("jar")) {
                readJar(root, assets);
            } else {
                readFolder(root, assets);
            }
        }
        return new Site(Map.copyOf(assets));
    }

    /** The paths of all files. */
    public List<String> paths() {
        return assets.keySet().stream().sorted().toList();
    }

    @Override
    public void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            context.next();
            return;
        }
        String path = context.request().path();
        Asset asset = assets.get(path.endsWith("/") ? path + "index.html" : path);
        if (asset == null) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType());
        response.putHeader(HttpHeaders.ETAG, asset.etag());
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.putHeader(
                HttpHeaders.CACHE_CONTROL, asset.immutable() ? "public, max-age=31536000, immutable" : "no-cache");
        if (asset.etag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean compressed = asset.gzip().length() > 0 && accepted != null && accepted.contains("gzip");
        if (compressed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.end(compressed ? asset.gzip() : asset.bytes());
    }

    private static void readFolder(URL root, Map<String, Asset> assets) throws IOException {
        Path folder = Path.of(uri(root));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = "/" + folder.relativize(file).toString().replace('\\', '/');
                assets.putIfAbsent(path, Asset.of(path, Files.readAllBytes(file)));
            }
        }
    }

    private static void readJar(URL root, Map<String, Asset> assets) throws IOException {
        if (!(root.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException(root + " is not in a jar");
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && entry.getName().startsWith(ROOT + "/")) {
                    String path = entry.getName().substring(ROOT.length());
                    try (InputStream in = jar.getInputStream(entry)) {
                        assets.putIfAbsent(path, Asset.of(path, in.readAllBytes()));
                    }
                }
            }
        }
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException notReadable) {
            throw new IOException(url + " is no path", notReadable);
        }
    }
}
