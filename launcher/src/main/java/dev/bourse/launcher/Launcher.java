package dev.bourse.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.Enumeration;
import java.util.jar.Manifest;

/**
 * The main class of every fat jar. It is compiled for Java 8, so that a JVM that is too old for Bourse says so in one
 * line instead of failing with a class version error, then hands over to the class that the manifest names as
 * {@code Bourse-Main-Class}.
 */
public final class Launcher {
    static final int REQUIRED = 25;
    private static final String ATTRIBUTE = "Bourse-Main-Class";

    private Launcher() {}

    /** Runs the jar's application; exits with 1 where the JVM is too old or the jar is not one of Bourse's. */
    public static void main(String[] arguments) throws Throwable {
        String refusal = refusal(System.getProperty("java.specification.version"), System.getProperty("java.home"));
        if (refusal != null) {
            System.err.println(refusal);
            System.exit(1);
        }
        String application = mainClass(Launcher.class.getClassLoader());
        if (application == null) {
            System.err.println("bourse: this jar's manifest names no " + ATTRIBUTE + "; use one of the -fat.jar files");
            System.exit(1);
        }
        try {
            Class.forName(application).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrownByApplication) {
            throw thrownByApplication.getCause();
        }
    }

    /** Says why a JVM of this specification version ("1.8", "17") cannot run Bourse, or gives null where it can. */
    static String refusal(String specificationVersion, String home) {
        String feature =
                specificationVersion.startsWith("1.") ? specificationVersion.substring(2) : specificationVersion;
        if (Integer.parseInt(feature) >= REQUIRED) {
            return null;
        }
        return "bourse: needs Java " + REQUIRED + ", this is Java " + feature + " at " + home
                + "; set JAVA_HOME to a JDK " + REQUIRED + " or start it through ./bourse";
    }

    private static String mainClass(ClassLoader loader) throws IOException {
        Enumeration<URL> manifests = loader.getResources("META-INF/MANIFEST.MF");
        while (manifests.hasMoreElements()) {
            try (InputStream in = manifests.nextElement().openStream()) {
                String name = new Manifest(in).getMainAttributes().getValue(ATTRIBUTE);
                if (name != null) {
                    return name;
                }
            }
        }
        return null;
    }
}
