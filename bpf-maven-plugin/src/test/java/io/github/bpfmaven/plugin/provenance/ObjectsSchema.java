package io.github.bpfmaven.plugin.provenance;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** The schema of {@link ObjectsFile} that comes with the plugin, and what it has to say against a file. */
public final class ObjectsSchema {
    private static final String RESOURCE = "objects-1.schema.json";

    private final Schema schema;

    private ObjectsSchema(JsonNode schema) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }

    /** As users have it. */
    public static ObjectsSchema asItIs() throws IOException {
        return new ObjectsSchema(read());
    }

    /** One that allows no field which it doesn't describe. */
    public static ObjectsSchema strict() throws IOException {
        var schema = read();
        close(schema);
        return new ObjectsSchema(schema);
    }

    private static JsonNode read() throws IOException {
        try (var in = ObjectsFile.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type").asText().equals("object")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ObjectsSchema::close);
    }

    /** What is wrong with a file; nothing if it is as it should be. */
    public List<String> complaints(byte[] content) {
        return schema.validate(new String(content, java.nio.charset.StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
