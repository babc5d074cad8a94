//! The reader's answers to serde, one for each kind of value.
//!
//! What serde derives is compiled for every type, and most of the size of a reading is what stands in between. So all
//! that does not depend on the type is done outside of the generic functions, and a struct is read as the list of its
//! fields in their order: derived code for that is a fraction of what it needs to recognise keys.

use std::slice;
use std::vec;

use serde::de::value::{StringDeserializer, U64Deserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::{Map, Value, map};

use super::misfit::{LIST, Misfit, OBJECT, Step, TEXT, WORD};
use crate::base::json::{JsonError, number_words};

/// The value that is being given a form; none for a key that is not there.
pub(super) struct Reader(pub(super) Option<Value>);

/// The answer to questions that only whole numbers fit.
macro_rules! whole {
    ($($ask:ident)*) => { $(
        fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            let whole = self.whole(&visitor)?;
            visitor.visit_u64(whole)
        }
    )* };
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Misfit;

    whole! { deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.given()? {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match number.as_u64() {
                Some(whole) => visitor.visit_u64(whole),
                None => Err(Misfit::new(JsonError::Number { found: number_words(&number) })),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items::new(items)),
            Value::Object(fields) => visitor.visit_map(Fields::new(fields)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.given()? {
            Value::Bool(value) => visitor.visit_bool(value),
            other => Err(Misfit::no(&visitor, &other)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            None | Some(Value::Null) => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items(None)?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items(Some(length))?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_map(Fields::new(self.object()?))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let mut fields = self.fields(known)?;
        match visitor.visit_seq(&mut fields) {
            Ok(value) => Ok(value),
            Err(misfit) => Err(fields.missing_or(misfit)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_enum(self.choice(known)?)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct identifier ignored_any
    }
}

impl Reader {
    fn given(self) -> Result<Value, Misfit> {
        self.0.ok_or(Misfit::Missing)
    }

    fn whole(self, expected: &dyn Expected) -> Result<u64, Misfit> {
        match self.given()? {
            Value::Number(number) => match number.as_u64() {
                Some(whole) => Ok(whole),
                None => Err(Misfit::new(JsonError::Number { found: number_words(&number) })),
            },
            other => Err(Misfit::no(expected, &other)),
        }
    }

    fn text(self) -> Result<String, Misfit> {
        match self.given()? {
            Value::String(text) => Ok(text),
            other => Err(Misfit::kind(TEXT, &other)),
        }
    }

    fn items(self, length: Option<usize>) -> Result<Items, Misfit> {
        match self.given()? {
            Value::Array(items) => match length.filter(|length| *length != items.len()) {
                Some(length) => {
                    Err(Misfit::invalid_length(items.len(), &format!("a tuple of size {length}").as_str()))
                }
                None => Ok(Items::new(items)),
            },
            other => Err(Misfit::kind(LIST, &other)),
        }
    }

    fn object(self) -> Result<Map<String, Value>, Misfit> {
        match self.given()? {
            Value::Object(fields) => Ok(fields),
            other => Err(Misfit::kind(OBJECT, &other)),
        }
    }

    /// The values of an object in the order of `known`, and no other keys.
    fn fields(self, known: &'static [&'static str]) -> Result<Struct, Misfit> {
        let mut values = vec![None; known.len()];
        for (key, value) in self.object()? {
            let place = known.iter().zip(&mut values).find(|(name, _)| **name == key);
            let Some((_, place)) = place else {
                return Err(Misfit::unknown_field(&key, known).at(Step::Key(key)));
            };
            *place = Some(value);
        }
        Ok(Struct { known, values: known.iter().zip(values), missing: None, key: "" })
    }

    fn choice(self, known: &'static [&'static str]) -> Result<Choice, Misfit> {
        let (word, content) = match self.given()? {
            Value::String(word) => (word, None),
            Value::Object(fields) if fields.len() == 1 => match fields.into_iter().next() {
                Some((word, content)) => (word, Some(content)),
                None => return Err(Misfit::kind(WORD, &Value::Null)),
            },
            other => return Err(Misfit::kind(WORD, &other)),
        };
        match (0..).zip(known).find(|(_, name)| **name == word) {
            Some((index, _)) => Ok(Choice { index, word, content }),
            None => Err(Misfit::unknown_variant(&word, known)),
        }
    }
}

/// The entries of a list.
struct Items {
    items: vec::IntoIter<Value>,
    index: u64,
}

impl Items {
    fn new(items: Vec<Value>) -> Self {
        Self { items: items.into_iter(), index: 0 }
    }

    fn next(&mut self) -> Option<Reader> {
        self.index += 1;
        self.items.next().map(|item| Reader(Some(item)))
    }

    fn misfit(&self, misfit: Misfit) -> Misfit {
        misfit.at(Step::Index(self.index - 1))
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(item) = self.next() else {
            return Ok(None);
        };
        match seed.deserialize(item) {
            Ok(value) => Ok(Some(value)),
            Err(misfit) => Err(self.misfit(misfit)),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The fields of a struct in its own order.
struct Struct {
    known: &'static [&'static str],
    values: std::iter::Zip<slice::Iter<'static, &'static str>, vec::IntoIter<Option<Value>>>,
    key: &'static str,
    /// The key that was just asked for, where it is not there and no value stands in for it.
    missing: Option<&'static str>,
}

impl Struct {
    fn next(&mut self) -> Option<Reader> {
        let (key, value) = self.values.next()?;
        self.key = key;
        self.missing = value.is_none().then_some(*key);
        Some(Reader(value))
    }

    /// Nothing if it is the key that is missing: whether it may be, derived code decides.
    fn misfit(&self, misfit: Misfit) -> Result<(), Misfit> {
        match self.missing {
            Some(_) => Ok(()),
            None => Err(misfit.at(Step::Key(self.key.to_owned()))),
        }
    }

    /// The missing key instead of a list that is too short.
    fn missing_or(self, misfit: Misfit) -> Misfit {
        self.missing.map_or(misfit, |key| Misfit::missing_key(key, self.known))
    }
}

impl<'de> SeqAccess<'de> for &mut Struct {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(value) = self.next() else {
            return Ok(None);
        };
        match seed.deserialize(value) {
            Ok(value) => Ok(Some(value)),
            Err(misfit) => self.misfit(misfit).map(|()| None),
        }
    }
}

/// The entries of a map, whose keys are data.
struct Fields {
    fields: map::IntoIter,
    entry: Option<(String, Value)>,
}

impl Fields {
    fn new(fields: Map<String, Value>) -> Self {
        Self { fields: fields.into_iter(), entry: None }
    }

    fn next(&mut self) -> Option<StringDeserializer<Misfit>> {
        self.entry = self.fields.next();
        self.entry.as_ref().map(|(key, _)| key.clone().into_deserializer())
    }

    fn value(&mut self) -> (String, Reader) {
        // INVARIANT: serde asks for a value after a key only
        let (key, value) = self.entry.take().unwrap_or_default();
        (key, Reader(Some(value)))
    }

    fn misfit(&mut self, misfit: Misfit) -> Misfit {
        misfit.at(Step::Key(self.value().0))
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some(key) = self.next() else {
            return Ok(None);
        };
        match seed.deserialize(key) {
            Ok(key) => Ok(Some(key)),
            Err(misfit) => Err(self.misfit(misfit)),
        }
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Misfit> {
        let (key, value) = self.value();
        seed.deserialize(value).map_err(|misfit| misfit.at(Step::Key(key)))
    }
}

/// One of several forms: a word alone, or a word with its content.
struct Choice {
    /// Which of the words that are known.
    index: u64,
    word: String,
    content: Option<Value>,
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Misfit> {
        let index: U64Deserializer<Misfit> = self.index.into_deserializer();
        Ok((seed.deserialize(index)?, self))
    }
}

impl Choice {
    fn content(self) -> Result<(String, Reader), Misfit> {
        match self.content {
            Some(content) => Ok((self.word, Reader(Some(content)))),
            None => Err(Misfit::kind(OBJECT, &Value::String(self.word))),
        }
    }
}

impl<'de> VariantAccess<'de> for Choice {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.content {
            Some(_) => Err(Misfit::kind(TEXT, &Value::Object(Map::new()))),
            None => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        let (word, content) = self.content()?;
        seed.deserialize(content).map_err(|misfit| misfit.at(Step::Key(word)))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Misfit> {
        let (word, content) = self.content()?;
        content.deserialize_tuple(length, visitor).map_err(|misfit| misfit.at(Step::Key(word)))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let (word, content) = self.content()?;
        content.deserialize_struct("", known, visitor).map_err(|misfit| misfit.at(Step::Key(word)))
    }
}
