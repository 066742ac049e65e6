package dev.bourse.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The tables of the documents are made from the schemas; {@code -Dbourse.write.docs=true} writes them anew. */
class ProtocolDocumentTest {
    private static final Map<String, Integer> LENGTHS = Map.of(
            "int64", 8, "int32", 4, "uint16", 2, "Symbol", 16, "Padding3", 3, "Padding4", 4, "Refusal", 4, "Repeat", 4);

    @ParameterizedTest
    @ValueSource(strings = {"core", "sequencer"})
    @DisplayName("Each message and enumeration of a schema has its table in docs/protocol")
    void tables(String name) throws Exception {
        Path document = Path.of(System.getProperty("bourse.root", "../.."))
                .resolve("docs/protocol")
                .resolve(name + ".md");
        String text = Files.readString(document);
        String marker = "<!-- Tables from " + name + ".xml -->\n";
        int start = text.indexOf(marker) + marker.length();
        String expected = tables(name, schema(name));
        if (Boolean.getBoolean("bourse.write.docs")) {
            Files.writeString(document, text.substring(0, start) + expected);
        }
        assertThat(Files.readString(document).substring(start)).isEqualTo(expected);
    }

    private static Element schema(String name) throws Exception {
        try (InputStream xml =
                Objects.requireNonNull(ProtocolDocumentTest.class.getResourceAsStream("/protocol/" + name + ".xml"))) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getDocumentElement();
        }
    }

    private static String tables(String name, Element schema) {
        StringBuilder out = new StringBuilder();
        List<Element> messages = children(schema, "sbe:message");
        if (name.equals("core")) {
            section(out, "Commands", messages.stream().filter(m -> id(m) < 100).toList());
            section(out, "Outputs", messages.stream().filter(m -> id(m) > 100).toList());
        } else {
            section(out, "Messages", messages);
        }
        out.append("\n## Enumerations\n");
        for (Element each : children(schema, "enum")) {
            out.append("\n### ").append(each.getAttribute("name")).append("\n\n");
            out.append("| code | name | meaning |\n|---|---|---|\n");
            for (Element value : children(each, "validValue")) {
                out.append("| %s | %s | %s |%n"
                        .formatted(
                                value.getTextContent(), value.getAttribute("name"), value.getAttribute("description")));
            }
        }
        return out.toString();
    }

    private static void section(StringBuilder out, String title, List<Element> messages) {
        out.append("\n## ").append(title).append('\n');
        for (Element message : messages) {
            out.append("\n### %s (%d)%n%n".formatted(message.getAttribute("name"), id(message)));
            out.append(message.getAttribute("description")).append(".\n\n");
            out.append("| offset | field | type | meaning |\n|---|---|---|---|\n");
            int offset = 0;
            for (Element field : children(message, "field")) {
                String type = field.getAttribute("type");
                out.append("| %d | %s | %s | %s |%n"
                        .formatted(offset, field.getAttribute("name"), type, field.getAttribute("description")));
                offset += LENGTHS.getOrDefault(type, 1);
            }
        }
    }

    private static int id(Element message) {
        return Integer.parseInt(message.getAttribute("id"));
    }

    private static List<Element> children(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
