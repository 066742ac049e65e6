package dev.bourse.marketdata.feed;

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
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The tables of the multicast's document are made from the schema; {@code -Dbourse.write.docs=true} writes them anew.
 */
class MulticastDocumentTest {
    private static final String START = "<!-- Tables from multicast.xml -->\n";
    private static final Map<String, Integer> LENGTHS = Map.of("int64", 8, "int32", 4, "Symbol", 16);

    @Test
    @DisplayName("D2: each message and enumeration of the schema has its table in the multicast's document")
    void tables() throws Exception {
        Path document =
                Path.of(System.getProperty("bourse.root", "../..")).resolve("docs/protocol/marketdata-multicast.md");
        String text = Files.readString(document);
        int start = text.indexOf(START) + START.length();
        String expected = tables(schema());
        if (Boolean.getBoolean("bourse.write.docs")) {
            Files.writeString(document, text.substring(0, start) + expected);
        }
        assertThat(Files.readString(document).substring(start)).isEqualTo(expected);
    }

    private static Element schema() throws Exception {
        try (InputStream xml =
                Objects.requireNonNull(MulticastDocumentTest.class.getResourceAsStream("/protocol/multicast.xml"))) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getDocumentElement();
        }
    }

    private static String tables(Element schema) {
        StringBuilder out = new StringBuilder();
        out.append("\n## Messages\n");
        for (Element message : children(schema, "sbe:message")) {
            out.append("\n### %s (%s)%n%n".formatted(message.getAttribute("name"), message.getAttribute("id")));
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

    private static List<Element> children(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
