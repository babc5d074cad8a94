//! The reader's answers to serde, one for each kind of value.

use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::{Map, Value, map};

use super::misfit::{LIST, Misfit, OBJECT, Step, TEXT, WORD};
use crate::base::json::JsonError;

/// The value that is being given a form.
pub(super) struct Reader(pub(super) Value);

impl<'de> Deserializer<'de> for Reader {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match number.as_u64() {
                Some(whole) => visitor.visit_u64(whole),
                None => Err(Misfit::new(JsonError::Number { found: number.to_string() })),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => list(items, visitor),
            Value::Object(fields) => object(fields, visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            other => Err(Misfit::kind(TEXT, &other)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Array(items) => list(items, visitor),
            other => Err(Misfit::kind(LIST, &other)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Misfit> {
        match &self.0 {
            Value::Array(items) if items.len() != length => {
                Err(Misfit::invalid_length(items.len(), &format!("a tuple of size {length}").as_str()))
            }
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Object(fields) => object(fields, visitor),
            other => Err(Misfit::kind(OBJECT, &other)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let Value::Object(fields) = self.0 else {
            return Err(Misfit::kind(OBJECT, &self.0));
        };
        object(fields, visitor).map_err(|misfit| misfit.with_known(known))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(word) => visitor.visit_enum(Choice { word, content: None }),
            Value::Object(fields) if fields.len() == 1 => {
                let mut fields = fields.into_iter();
                match fields.next() {
                    Some((word, content)) => visitor.visit_enum(Choice { word, content: Some(content) }),
                    None => Err(Misfit::kind(WORD, &Value::Null)),
                }
            }
            other => Err(Misfit::kind(WORD, &other)),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
        identifier ignored_any
    }
}

fn list<'de, V: Visitor<'de>>(items: Vec<Value>, visitor: V) -> Result<V::Value, Misfit> {
    visitor.visit_seq(Items { items: items.into_iter(), index: 0 })
}

fn object<'de, V: Visitor<'de>>(fields: Map<String, Value>, visitor: V) -> Result<V::Value, Misfit> {
    visitor.visit_map(Fields { fields: fields.into_iter(), entry: None })
}

struct Items {
    items: std::vec::IntoIter<Value>,
    index: u64,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        seed.deserialize(Reader(item)).map(Some).map_err(|misfit| misfit.at(Step::Index(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Fields {
    fields: map::IntoIter,
    entry: Option<(String, Value)>,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, value)) = self.fields.next() else {
            return Ok(None);
        };
        let name: StringDeserializer<Misfit> = key.clone().into_deserializer();
        let read = seed.deserialize(name).map_err(|misfit| misfit.at(Step::Key(key.clone())))?;
        self.entry = Some((key, value));
        Ok(Some(read))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Misfit> {
        // INVARIANT: serde asks for a value after a key only
        let (key, value) = self.entry.take().unwrap_or_default();
        seed.deserialize(Reader(value)).map_err(|misfit| misfit.at(Step::Key(key)))
    }
}

/// One of several forms: a word alone, or a word with its content.
struct Choice {
    word: String,
    content: Option<Value>,
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Misfit> {
        let word: StringDeserializer<Misfit> = self.word.clone().into_deserializer();
        Ok((seed.deserialize(word)?, self))
    }
}

impl Choice {
    fn content<T>(self, read: impl FnOnce(Reader) -> Result<T, Misfit>) -> Result<T, Misfit> {
        match self.content {
            Some(content) => read(Reader(content)).map_err(|misfit| misfit.at(Step::Key(self.word))),
            None => Err(Misfit::kind(OBJECT, &Value::String(self.word))),
        }
    }
}

impl<'de> VariantAccess<'de> for Choice {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.content {
            Some(content) => {
                Err(Misfit::kind(TEXT, &Value::Object([(self.word, content)].into_iter().collect())))
            }
            None => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        self.content(|content| seed.deserialize(content))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.content(|content| content.deserialize_tuple(length, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.content(|content| content.deserialize_struct("", known, visitor))
    }
}
