package dev.bourse.checks.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.checks.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The tables of the documents are made from the schemas; {@code -Dbourse.write.docs=true} writes them anew. */
class ProtocolDocumentTest {
    /** Bytes of a type; of an enumeration 1. */
    private static final Map<String, Integer> LENGTHS = Map.of(
            "int64", 8, "int32", 4, "uint16", 2, "Symbol", 16, "Padding3", 3, "Padding4", 4, "Refusal", 4, "Repeat", 4);

    @ParameterizedTest
    @CsvSource({"exchange, core, core", "exchange, sequencer, sequencer", "marketdata, multicast, marketdata-multicast"
    })
    @DisplayName("D2, D4: each message and enumeration of a schema has its table in docs/protocol")
    void tables(String group, String schema, String name) throws Exception {
        Path root = Repository.root();
        Path document = root.resolve("docs/protocol/" + name + ".md");
        Path xml = root.resolve("verticles/" + group + "/src/main/resources/protocol/" + schema + ".xml");
        String text = Files.readString(document);
        String marker = "<!-- Tables from " + schema + ".xml -->\n";
        assertThat(text).contains(marker);
        int start = text.indexOf(marker) + marker.length();
        String expected = tables(parse(xml));
        if (Boolean.getBoolean("bourse.write.docs")) {
            Files.writeString(document, text.substring(0, start) + expected);
        }
        assertThat(Files.readString(document).substring(start)).isEqualTo(expected);
    }

    private static Element parse(Path xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
    }

    private static String tables(Element schema) {
        StringBuilder out = new StringBuilder();
        List<Element> messages = children(schema, "sbe:message");
        // The core alone has commands, below 100, and outputs, above.
        List<Element> outputs =
                messages.stream().filter(message -> id(message) > 100).toList();
        List<Element> others =
                messages.stream().filter(message -> id(message) < 100).toList();
        if (outputs.isEmpty() || others.isEmpty()) {
            section(out, "Messages", messages);
        } else {
            section(out, "Commands", others);
            section(out, "Outputs", outputs);
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
