package io.github.bpfmaven.plugin.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** A JSON document in memory: objects are maps, arrays lists, everything else is its text. */
public final class JsonTree {
    private final JsonParser parser;

    /** @param parser at its first token */
    public JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /** The object that starts with a token. */
    public Map<String, Object> object(JsonToken start) throws IOException {
        if (start != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("there is no JSON object, but " + start);
        }
        var fields = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            fields.put(name, value(parser.nextToken()));
        }
        return fields;
    }

    private Object value(JsonToken start) throws IOException {
        if (start == JsonToken.START_OBJECT) {
            return object(start);
        }
        if (start != JsonToken.START_ARRAY) {
            return parser.getText();
        }
        var elements = new ArrayList<Object>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token));
        }
        return elements;
    }

    /** A field that may be missing. */
    public static Optional<String> text(Map<String, Object> object, String field) {
        return Optional.ofNullable(object.get(field)).map(String.class::cast);
    }

    /** @throws IllegalArgumentException if the field is missing */
    public static String required(Map<String, Object> object, String field) {
        return text(object, field).orElseThrow(() -> new IllegalArgumentException("an object has no " + field));
    }

    /** The elements of an array of texts; none if it is missing. */
    public static List<String> texts(Map<String, Object> object, String field) {
        return elements(object, field).stream().map(String.class::cast).toList();
    }

    /** An object in an object, which may be missing. */
    public static Optional<Map<String, Object>> object(Map<String, Object> object, String field) {
        return Optional.ofNullable(object.get(field)).map(JsonTree::asObject);
    }

    /** The elements of an array of objects; none if it is missing. */
    public static List<Map<String, Object>> objects(Map<String, Object> object, String field) {
        return elements(object, field).stream().map(JsonTree::asObject).toList();
    }

    private static List<?> elements(Map<String, Object> object, String field) {
        return (List<?>) object.getOrDefault(field, List.of());
    }

    /** Copied, as nothing else shows the compiler what a map has. */
    private static Map<String, Object> asObject(Object value) {
        var copy = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value).forEach((name, field) -> copy.put((String) name, field));
        return copy;
    }
}
