/**
 * Where people tell of themselves, as patterns over folded text, broken into lines that `understand/private.ts`
 * joins; `\u3002` is the gap that it puts in the place of what was taken out, so that no word reaches over it.
 */

/**
 * What tells of a person up to the end of its clause: '我叫…', 'my account is …'. Much of what it takes along
 * is no secret; that is the price.
 */
export const telling = String.raw`
  (?:叫|名字|昵称|小名|姓名|免贵|贵姓|[我她他本]姓|姓|本人|电话|手机号|号码|尾号|微信号?|企鹅号|邮箱|证件|
  身份证|护照|驾照|驾驶证|社保|医保|公积金|银行卡|信用卡|卡号|账[号户]|帐[号户]|支付宝|密码|口令|验证码|
  车牌|牌照|生日|出生|属相|几岁|岁|住址|地址|收货|快递|送到|寄到|住在?|家在|会员号|学号|工号|病历|就诊|
  确诊|查出|诊断|患[有了上]|得了|得过|手术|化疗|透析|住院|怀孕|流产|备孕|吃着|在吃|上学|读书|念书|学校|
  班主任|年级)[^\u3002，,！!？?；;]*
`;

/** The same in English. */
export const tellingEn = String.raw`
  \b(?:my (?:full |last |first )?name|name'?s|name is|i'?m called|i am called|call me|known as|this is|
  phone (?:number|no)|my (?:phone|mobile|cell)|mobile (?:number|no)|number is|reach me|text me|whatsapp|
  wechat|e-?mail|passport|licen[cs]e|reg|registration|user ?name|nickname|(?:number|licen[cs]e) plate|
  my plate|parked|birthday|date of birth|dob|born|years? old|turn(?:s|ed|ing)|i live|we live|lives? (?:at|
  in|on|near)|address|deliver|ship it|postcode|post code|zip(?: ?code)?|account|card|iban|sort code|
  password|passcode|pin|social security|ssn|national id|insurance|member(?:ship)? (?:number|id|no)|
  student (?:number|id)|employee|badge|goes to|attends|grade|teacher|nursery|kindergarten|diagnos\w*|
  prescri\w*|pregnan\w*|suffer\w*|surgery|chemo\w*|dialysis|hospital|clinic|taking|on medication|
  allergic to|allergy to|intoleran\w*)\b[^.,!?;\u3002]*
`;

/** What a shopper cannot eat tells of the shopper. */
export const bodily = String.raw`
  对[^\u3002，,！!？?；;]{0,12}过敏|[^\u3002，,！!？?；;]{0,6}(?:不耐受|过敏)|(?:\w+ ){0,2}(?:allerg\w*|
  intoleran\w*|infections?|disease|disorder|syndrome)\b
`;

/** Places by what their names end with, the name before it included. */
export const place = String.raw`
  [\u3400-\u9fff]{0,6}(?:小学|中学|大学|高中|初中|学院|幼儿园|托儿所|医院|诊所|派出所|公司|单位|宿舍|
  厂(?![家商])|税务局|银行|小区|花园|家园|新村|公寓|大厦|广场|街道|大街|路(?![由边过])|(?<!逛)街|巷|弄堂|
  胡同|村|镇|乡|县|省|(?<![个促特鲜冻])区|(?<!超)市(?!场)|栋|号楼|单元)|(?:\b[a-z']+ ){1,4}(?:street|road|
  avenue|lane|drive|boulevard|court|close|square|apartments?|house|elementary|primary|academy|college|
  university|hospital|clinic)\b|\b(?:at|to|from|in|near|of) (?:[a-z']+ ){0,4}school\b|\b(?:flat|apt|apartment|unit|room|suite|
  block|building|house|floor|door)\b\.? ?(?:no\.? ?)?\d+[a-z]?\b
`;

/**
 * The hundred most frequent surnames: at the begin of a clause what follows one is a given name more often
 * than goods.
 */
const SURNAMES =
  '张王李赵刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎' +
  '余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';

/** A word right after one of these, or right before a title, may be a name: 'my son Basil', '米先生'. */
export const nameFollows = String.raw`
  (?:儿子|女儿|闺女|老公|老婆|先生|太太|爱人|[妈爸爷奶弟妹哥姐]{1,2}|外婆|外公|姥姥|姥爷|宝宝|孩子|娃|同学|
  朋友|邻居|同事|老板|师傅|我是|小|老|阿|狗|猫)\s*$|(?:^|[\u3002，,！!？?；;\s])[${SURNAMES}]$|(?:\b(?:mr|
  mrs|ms|miss|mx|dr|sir|madam|aunt|auntie|uncle|son|daughter|wife|husband|mother|father|mom|mum|dad|
  brother|sister|nephew|niece|cousin|grandma|grandpa|friend|boss|neighbou?r|colleague|baby|dog|cat|puppy|
  kitten|doctor|sergeant|captain|professor|i'?m|i am|it'?s|hi|hello|dear|named|called)\b[ .,]*)$
`;

/** A title before which a word may be a name. */
export const titlePrecedes = String.raw`
  ^(?: (?:family|household)\b|\s*(?:先生|女士|小姐|太太|老师|医生|大夫|阿姨|叔叔|大哥|大姐|师傅|经理|
  同学|警官|护士|宝宝))
`;

/** Illnesses are no goods, whatever kind is called after them. */
export const condition =
  '病|癌|炎|症|瘤|孕|疹|痔|疮|抑郁|失眠|血压|血糖|血脂|hiv|diabet|cancer|depress|asthma|arthrit|pregnan';
